print("a")
print("a", "b", sep=" ", end="\n", file=None, flush=False)
print()
print
print, "a"
print("a"), "b"
print("a") % b
print >>b
exec("a")
exec
exec in b
nonlocal_ = print
unicode = long = raw_input = xrange = 1
async_ = await_ = 1
yield_ = return_ = 1
print.a = 1
print: int = 1
print = 1
print += 1
lambda print: print
def print(): pass
class print: pass
import print
from print import exec as print
with print as exec: pass
for print in exec: pass
[print for print in exec]
(print := 1)
nonlocals = globals = locals
