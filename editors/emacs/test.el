;;; test.el --- perspective-ls in eglot -*- lexical-binding: t; -*-
;; Run by tests/editors/emacs: emacs --batch with perspective-ls.el as the init file, in a copy of the examples.

(require 'ert)
(require 'eglot)
(require 'flymake)

(setq eglot-sync-connect 20
      eglot-autoshutdown t
      make-backup-files nil
      create-lockfiles nil
      eglot-confirm-server-initiated-edits nil)

(defconst perspective-test-file "personas/guided-onboarding/customer-success-perspective.md")

(defun perspective-test-wait (what condition)
  "Wait until the function CONDITION gives something; fail saying WHAT after 20 seconds."
  (let ((end (+ (float-time) 20)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or value (ert-fail (list "waited in vain" what)))))

(defun perspective-test-lines (pattern)
  "Lines of the diagnostics whose text matches PATTERN, in its case."
  (let ((case-fold-search nil))
    (delq nil (mapcar (lambda (it)
                        (and (string-match-p pattern (flymake-diagnostic-text it))
                             (line-number-at-pos (flymake-diagnostic-beg it))))
                      (flymake-diagnostics)))))

(ert-deftest perspective-in-eglot ()
  "A perspective is opened, judged, mended by a quick fix, typed into and judged again."
  (with-current-buffer (find-file-noselect perspective-test-file)
    (unwind-protect
        (progn
          (should (derived-mode-p 'markdown-mode))
          ;; In batch mode no command ends, and so nothing runs what `eglot-ensure' left for then.
          (run-hooks 'post-command-hook)
          (perspective-test-wait "eglot manages the buffer" (lambda () (eglot-managed-p)))
          (flymake-start)
          (perspective-test-wait "the vague recommendation is found" (lambda () (perspective-test-lines "recommendation is vague")))
          (goto-char (point-min))
          (search-forward "[DATE")
          (let ((actions (eglot-code-actions (point) nil "quickfix" nil)))
            (should actions)
            (should (perspective-test-lines "\\[DATE\\]"))
            (eglot--apply-workspace-edit (plist-get (car actions) :edit)))
          (goto-char (point-min))
          (should-not (search-forward "[DATE]" nil t))
          (goto-char (point-max))
          (insert "\n- [NEEDS CLARIFICATION: Wie groß ist das Team 🚀?]\n")
          ;; In batch mode no timer of eglot runs.
          (eglot--signal-textDocument/didChange)
          (perspective-test-wait "the placeholder's finding goes" (lambda () (not (perspective-test-lines "\\[DATE\\]"))))
          (perspective-test-wait "the new question is found"
                                 (lambda () (memq (1- (line-number-at-pos (point-max))) (perspective-test-lines "Wie groß")))))
      (set-buffer-modified-p nil)
      (when (eglot-current-server)
        (eglot-shutdown (eglot-current-server))))))

;;; test.el ends here
