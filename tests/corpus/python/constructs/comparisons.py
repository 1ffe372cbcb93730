a < b
a > b
a == b
a >= b
a <= b
a != b
a in b
a not in b
a is b
a is not b
a is (not b)
a in (not_)
a < b < c
a < b > c == d >= e <= f != g in h not in i is j is not k
a < b and b < c
(a < b) < c
a < (b < c)
a < b + c < d
a not in b not in c
a is not b is not c
a in b in c
not a in b
not a not in b
not a is not b
a not   in b
a is   not b
a is \
  not b
a not \
  in b
a == b == c
a < -b
a < b if c < d else e < f
a | b < c | d
a < b or c
a in [b, c]
a in (b, c)
a in b, c
a is None
a is not None
a == None
(a not
 in b)
(a is
 not
 b)
x = a == b
x = a in b
f(a == b)
f(a < b, c > d)
a <b> c
a<b>c
a==-b
a!=b
a!=~b
a is-b
a is not-b
a is not(b)
a in[b]
a not in(b)
