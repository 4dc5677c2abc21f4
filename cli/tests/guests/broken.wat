;; Text that does not parse.
(component (core modul))
