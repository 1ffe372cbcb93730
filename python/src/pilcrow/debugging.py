"""pdb finds `.pil` files by name for its breakpoints, and debugs one: python -m pilcrow -m pdb FILE.pil"""

import os
import sys

from pilcrow import importer


def prepare(pdb):
    """Adds what is needed to the module pdb."""
    look_up, code = pdb.Pdb.lookupmodule, pdb._ScriptTarget.code

    def lookupmodule(self, filename):
        if not filename.endswith(importer.SUFFIX):
            found = look_up(self, filename)
            if found is not None:
                return found
            filename = filename.replace(".", os.sep) + importer.SUFFIX
        for folder in [*sys.path, ""]:
            path = os.path.join(folder, filename)
            if os.path.exists(path):
                return os.path.abspath(path)
        return None

    def code_of(self):
        path = str(self.filename)
        if not path.endswith(importer.SUFFIX):
            return code.fget(self)
        with open(path, "rb") as file:
            return importer.code_of("__main__", path, file.read(), cached=False)

    lookupmodule.__doc__ = look_up.__doc__
    pdb.Pdb.lookupmodule = lookupmodule
    pdb._ScriptTarget.code = property(code_of)
