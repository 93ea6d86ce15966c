"""A school starts a programme: its profile, the request, the advice, the norm of pupils and the decision.

Schools ask, the administration decides, everybody sees the rule version. It never decides by itself.
"""
