"""Pages by who walks through them: the child (doors, flow, report), staff (sessions, shared), officials (measure)."""
