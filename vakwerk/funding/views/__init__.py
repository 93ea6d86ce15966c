"""Pages, one module per subject. Thin: what is read stands in `queries`, what is written in `actions`."""
