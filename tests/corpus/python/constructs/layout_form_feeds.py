a = 1

b = 2
c = 3
if a:
    b

    c
        d
      e
x=1
f(a,
b)
# comment
class C:
    x = 1
    def f(self):
        pass
    
    y = 2
