"""Processes that multiprocessing spawns: they import `.pil` modules, and their main program may be one.

A new process unpickles what its parent says about it before it does anything else. There the parent adds an
object whose unpickling imports pilcrow.importer.
"""

import os
import sys
import types

main_path = None  # of the parent's program, where that is one of Pilcrow's


def _bootstrap():
    """Source that makes `import pilcrow` possible in a new process."""
    from pilcrow import importer

    if importer.new_process is not None:
        return importer.new_process()
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return f"import sys\nif {folder!r} not in sys.path:\n    sys.path.append({folder!r})\n"


class _InNewProcess:
    def __init__(self, source):
        self._source = source

    def __reduce__(self):
        return exec, (self._source,)


def prepare(spawn):
    """Adds what is needed to the module multiprocessing.spawn."""
    describe, fix_up = spawn.get_preparation_data, spawn._fixup_main_from_path

    def get_preparation_data(name):
        from pilcrow.importer import PilcrowLoader

        printing = sys.modules.get("pilcrow.printing")
        if printing is not None:
            printing.settle_all()  # the process is not started in a way that Python tells of
        data = describe(name)
        main = sys.modules["__main__"]
        path = data.get("init_main_from_path")
        if not isinstance(getattr(main, "__loader__", None), PilcrowLoader):
            path = None
        data["pilcrow"] = _InNewProcess(
            f"{_bootstrap()}import pilcrow.importer\nimport pilcrow.spawning\npilcrow.spawning.main_path = {path!r}\n"
        )
        return data

    def _fixup_main_from_path(path):
        if path != main_path:
            return fix_up(path)
        if getattr(sys.modules["__main__"], "__file__", None) == path:
            return None
        from pilcrow.importer import PilcrowLoader

        spawn.old_main_modules.append(sys.modules["__main__"])
        module = types.ModuleType("__mp_main__")
        module.__file__ = path
        module.__loader__ = PilcrowLoader("__mp_main__", path)
        sys.modules["__main__"] = sys.modules["__mp_main__"] = module
        exec(module.__loader__.get_code("__mp_main__"), module.__dict__)
        return None

    spawn.get_preparation_data = get_preparation_data
    spawn._fixup_main_from_path = _fixup_main_from_path
