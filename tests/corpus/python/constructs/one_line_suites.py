if a: b
elif c: d
else: e
while a: b
else: c
for a in b: c
else: d
with a: b
with a as b, c as d: e
try: a
except: b
try: a
except B: c
except (D, E) as f: g
else: h
finally: i
try: a
except* B: c
try: a
finally: b
def f(): a
async def f(): a
class C: a
class C(): a
class C: pass; pass
match a:
    case 1: b
    case _: c
@d
def f(): pass
def f() -> int: return 1
if a:pass
if(a):pass
while(a):pass
for(a)in(b):pass
with(a):pass
with(a)as(b):pass
