@a
def f(): pass
@a.b.c
def f(): pass
@a()
def f(): pass
@a(b, c=d, *e, **f)
def f(): pass
@a.b(c).d[e]
def f(): pass
@a[0]
def f(): pass
@a[0](b)
def f(): pass
@a
@b
@c()
def f(): pass
@a + b
def f(): pass
@a or b
def f(): pass
@a if b else c
def f(): pass
@lambda f: f
def f(): pass
@(lambda f: f)
def f(): pass
@(a, b)
def f(): pass
@a := b
def f(): pass
@(a := b)
def f(): pass
@[a, b][0]
def f(): pass
@{a: b}[c]
def f(): pass
@"a"
def f(): pass
@f"{a}"
def f(): pass
@1
def f(): pass
@...
def f(): pass
@None
def f(): pass
@not a
def f(): pass
@-a
def f(): pass
@a < b
def f(): pass
@a @ b
def f(): pass
@ a
def f(): pass
@match
def f(): pass
@a  # comment

# comment

@b

class C: pass
@a
class C(B): pass
@a
async def f(): pass
@(
    a
)
class C:
    @a
    def f(self): pass
    @a
    @b
    async def g(self): pass
    @a
    class D: pass
async def g():
    @await a
    def f(): pass
def h():
    @(yield)
    def f(): pass
