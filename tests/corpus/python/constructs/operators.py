a + b
a - b
a * b
a / b
a // b
a % b
a @ b
a ** b
a << b
a >> b
a & b
a ^ b
a | b
+a
-a
~a
not a
a and b
a or b
a + b - c
a * b / c // d % e @ f
a + b * c
(a + b) * c
a - (b - c)
a ** b ** c
(a ** b) ** c
-a ** b
-a ** -b
a ** -b ** c
~a ** ~b
- - a
+-~a
not not a
not a and not b
a and b and c
a or b or c
a and b or c and d
a or b and c or d
(a or b) and (c or d)
(a and b) and c
a and (b and c)
a | b ^ c & d << e + f * -g ** h
a ** b * -c + d << e & f ^ g | h
a << b >> c << d
a & b & c
a | b | c
not a == b
not a in b
a == (not b)
a + (not b)
-a.b
-a[0]
-a()
-a ** b.c
a.b ** c.d
a@b@c
a if b else c
a if b else c if d else e
(a if b else c) if d else e
a if (b if c else d) else e
a if b or c else d and e
a + b if c + d else e + f
not a if not b else not c
a if b else lambda: c
a if b else (c, d)
a if b else c, d
a,b
a , b ,
*a, b
a, *b
*a, *b,
*a | b,
(*a | b, *c.d, *e[f], *g())
a<-b
a<~b
a--b
a++b
a- -b
a*-b
a**-b
a<<-b
a//~b
