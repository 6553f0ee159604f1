;; Emacs 29, or eglot from ELPA.
(add-to-list 'eglot-server-programs '(markdown-mode . ("perspective-ls" "server")))
