if a:
	b
	if c:
		d
	else:
		e
else:
	f
def g():
	"""doc
	more"""
	return	1
x	=	(1,
	2)	# c
