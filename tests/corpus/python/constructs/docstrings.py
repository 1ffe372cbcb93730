"""Module docstring."""
def f():
    """Function docstring."""
def g():
    "short"
def h():
    '''Quotes " and \' and escapes \n.'''
def i():
    r"""Raw \n."""
def j():
    "a" "b"
def k():
    """Lines.

        Deeper.
    Back.
    """
def l():
    b"not a docstring"
def m():
    f"not a docstring"
def n():
    ("parenthesised")
async def o():
    """Async."""
class C:
    """Class docstring."""
    def p(self):
        """Method
        docstring."""
        return 1
class D: "one line"
def q(): "one line"; return 1
def r():
    # comment first
    """Doc."""
    """Second string."""
def s():
    """	tab and trailing space 
    """
def t():
    """"Quoted" at the start and 'end'"""
def u():
    """\
Continued."""
