package without

import "strings"

// URL stands for url.URL, for the addresses of pages. net/url also knows users,
// ports and addresses of the sixth version, and packages for them.
type URL struct {
	Scheme, Host, Opaque, Path, RawQuery, Fragment string

	path, fragment string // as written
}

// Parse stands for url.Parse. It takes whatever a browser has taken.
func Parse(raw string) (*URL, error) {
	u := &URL{}
	raw, u.fragment, _ = strings.Cut(raw, "#")
	raw, u.RawQuery, _ = strings.Cut(raw, "?")
	if i := strings.IndexAny(raw, ":/"); i > 0 && raw[i] == ':' {
		u.Scheme, raw = raw[:i], raw[i+1:]
		if !strings.HasPrefix(raw, "/") {
			u.Opaque, raw = raw, ""
		}
	}
	if host, ok := strings.CutPrefix(raw, "//"); ok {
		end := strings.IndexByte(host+"/", '/')
		u.Host, raw = host[:end], host[end:]
	}
	u.path = raw
	u.Path, u.Fragment = unescape(u.path), unescape(u.fragment)
	return u, nil
}

// String puts the address together again.
func (u *URL) String() string {
	s := ""
	if u.Scheme != "" {
		s = u.Scheme + ":"
	}
	switch path := u.path; {
	case u.Opaque != "":
		s += u.Opaque
	case u.Host != "" && path != "" && path[0] != '/':
		s += "//" + u.Host + "/" + path
	case u.Host != "" || u.Scheme != "" && path != "":
		s += "//" + u.Host + path
	default:
		s += path
	}
	if u.RawQuery != "" {
		s += "?" + u.RawQuery
	}
	if u.fragment != "" {
		s += "#" + u.fragment
	}
	return s
}

// Hostname is the host without its port.
func (u *URL) Hostname() string {
	if i := strings.LastIndexByte(u.Host, ':'); i >= 0 && !strings.HasSuffix(u.Host, "]") {
		return strings.Trim(u.Host[:i], "[]")
	}
	return strings.Trim(u.Host, "[]")
}

// unescape puts bytes in the place of %XX, and leaves a text that has others.
func unescape(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			out.WriteByte(s[i])
			continue
		}
		if i+2 >= len(s) {
			return s
		}
		high, low := hex(s[i+1]), hex(s[i+2])
		if high < 0 || low < 0 {
			return s
		}
		out.WriteByte(byte(high<<4 | low))
		i += 2
	}
	return out.String()
}

func hex(c byte) int {
	if c >= 'A' && c <= 'F' {
		c += 'a' - 'A'
	}
	return strings.IndexByte("0123456789abcdef", c)
}
