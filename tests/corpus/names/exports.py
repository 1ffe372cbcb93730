"""Names in __all__ that nobody defines are not judged; those that are imported count as used."""
import sys
from os import path, sep, linesep  # expect: unused-import linesep

__all__ = ["sys", "path"] + ["ghost"]
__all__.append("sep")
__all__.extend(["more"])
