é = 1
ſ = 1
ﬁ = 2
ﬁnd = find
K = 1
ａ = a
𝐱𝐲𝐳 = 1
ª = 1
µ = μ
_ⅷ = 1
变量 = 1
αβγ.δ = 1
переменная: int = 1
x٣ = 3
a·b = 1
℘ = ℮ = 1
def ﬂow(ﬀ, *ａrgs, ﬃ=1, **ｋwargs): pass
class Ｃ(ﬀ, ｋey=1): pass
import ﬁle as ｆ
from ｐkg.ﬁle import ﬀ as ｇ
f(ﬁ=1)
lambda ﬀ: ﬀ
global_ﬁ = 1
def g():
    global ﬁ
    nonlocal_ = ﬁ
match ﬀ:
    case ﬁ.ﬂ: pass
    case Ｃ(ﬁ=1): pass
    case {**ﬃ}: pass
    case [*ﬀ]: pass
    case ﬄ if ﬄ: pass
    case _ as ﬅ: pass
try: pass
except E as ﬆ: pass
type Ｔ[ﬀ, *ﬁ, **ﬂ] = int
f"{ﬁ}"
f"{ﬁ=}"
[ﬁ for ﬁ in ﬀ]
(ﬁ := 1)
x.ﬁ = 1
del ﬁ
𝕚𝕗_ = 1
