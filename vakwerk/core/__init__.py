"""Plumbing every room may use: access, audit, jobs, documents, charts, imports, search, geography, page shell.

Everyone passes through; it knows no room above it and never imports `people`: it reads `request.viewer`."""
