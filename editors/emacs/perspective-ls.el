;; For your init file. Emacs 29 and later have eglot; Emacs 28 needs it from ELPA or Debian's elpa-eglot.
;; markdown-mode is from NonGNU ELPA, or Debian's elpa-markdown-mode.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((markdown-mode gfm-mode) . ("perspective-ls" "server"))))
(add-hook 'markdown-mode-hook #'eglot-ensure)
