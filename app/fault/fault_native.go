//go:build !js

package fault

func write(string) {}

func stack() string { return "" }
