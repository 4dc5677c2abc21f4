;; A component that exports a type at its root, which WIT has no word for, but the dynamic API.
(component
  (type $e (enum "a" "b"))
  (export "e" (type $e)))
