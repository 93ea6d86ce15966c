"""Public money as double entry: envelopes, commitments, payments, recoveries and their evidence.

Civil servants enter, everybody reads totals. A payment never exceeds its commitment, nor commitments the envelope.
"""
