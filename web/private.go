package main

import "strings"

// private reports whether a file's path is one that no visitor may be shown,
// though it lies in the folder: what begins with a dot (but .well-known at the
// root, which is meant to be asked for), what is for other hosts, what editors
// leave, and the source of another server's programs, with their passwords.
func private(name string) bool {
	for i, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") && (i > 0 || part != ".well-known") {
			return true
		}
		for _, end := range []string{"~", ".bak", ".old", ".orig", ".php"} {
			if strings.HasSuffix(strings.ToLower(part), end) {
				return true
			}
		}
	}
	return name == "lost+found" || strings.HasPrefix(name, "_")
}
