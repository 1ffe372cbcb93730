((((((((((((((((((((a))))))))))))))))))))
[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]
{a: {b: {c: {d: {e: {f: {g: {h: {i: j}}}}}}}}}
f(g(h(i(j(k(l(m(n(o(p))))))))))
a[b[c[d[e[f[g[h[i[j]]]]]]]]]
(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((())))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z
a()()()()()()()()()()()()()()()
a[0][0][0][0][0][0][0][0][0][0]
not not not not not not not not not not not not a
- - - - - - - - - - - - - - - - a
a ** b ** c ** d ** e ** f ** g ** h ** i ** j
a if b else c if d else e if f else g if h else i if j else k if l else m
lambda: lambda: lambda: lambda: lambda: lambda: lambda: lambda: a
a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t
a and b and c and d and e and f and g and h
a or b and c or d and e or f and g or h
[([{(a, [b, {c: [d, (e, f)]}])}])]
if a:
    if b:
        if c:
            if d:
                if e:
                    if f:
                        if g:
                            if h:
                                if i:
                                    j
                                else: k
                            else: l
                        else: m
                    else: n
def f():
    def g():
        def h():
            def i():
                class C:
                    def j(self):
                        class D:
                            def k(self):
                                async def l():
                                    async with a:
                                        async for b in c:
                                            try:
                                                while d: e
                                            except F:
                                                for g in h: i
                                            finally: j
f"{f"{f"{f"{f"{f"{f"{f"{a}"}"}"}"}"}"}"}"
a = b = c = d = e = f = g = h = i = j
a < b < c < d < e < f < g < h < i
[[[a for a in b] for b in c] for c in d]
