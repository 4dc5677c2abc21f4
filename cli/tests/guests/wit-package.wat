;; A WIT package in its binary form, which has no code.
(component
  (type $package (component
    (type $i (instance))
    (export "docs:empty/nothing" (instance (type $i)))))
  (export "nothing" (type $package)))
