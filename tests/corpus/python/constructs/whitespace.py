x=1
x  =  1
x   +=   1
f ( a , b = c )
a [ b : c , d ]
{ a : b , ** c }
[ a , * b ]
( a , )
a . b . c
a  if  b  else  c
lambda   a , b = 1   :   a
lambda:a
def  f  (  a  ,  b  =  1  ,  *  c  ,  **  d  )  ->  e  :  pass
class  C  (  a  ,  b  =  c  )  :  pass
if  a  :  b
else  :  c
for  a  in  b  :  c
while  a  :  b
with  a  as  b  ,  c  :  d
try  :  a
except  B  as  c  :  d
finally  :  e
try : a
except  *  B : c
import  a  .  b  as  c
from  .  .  a  import  b  as  c  ,  d
from  a  import  (  b  ,  c  )
from  a  import  *
@  a  .  b  (  c  )
def f(): pass
a  :  int  =  1
del  a  ,  b
assert  a  ,  b
type  A  [  T  :  int  ,  *  Ts  ,  **  P  ]  =  c
match  a  :
    case  1  |  2  as  b  if  c  :  pass
    case  [  a  ,  *  b  ]  :  pass
    case  {  "a"  :  b  ,  **  c  }  :  pass
    case  a  .  B  (  c  ,  d  =  e  )  :  pass
    case  -  1  +  2j  :  pass
a  not   in  b
a  is   not  b
-  a
not  a
a ; b  ;  c  ;
x = 1    
