package trace

import "encoding/json"

// MarshalJSON writes the node as {"kind","op","rule","name","value","args",
// "cite"}, with subject, place and tests where there are any.
func (n Node) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind    string  `json:"kind"`
		Op      string  `json:"op,omitempty"`
		Mode    string  `json:"mode,omitempty"`
		Place   int32   `json:"place,omitempty"`
		Unit    string  `json:"unit"`
		Rule    string  `json:"rule"`
		Subject string  `json:"subject,omitempty"`
		Name    string  `json:"name"`
		Value   string  `json:"value"`
		Args    []int32 `json:"args,omitempty"`
		Tests   []Test  `json:"tests,omitempty"`
		Cite    *Cite   `json:"cite,omitempty"`
	}{n.Kind.String(), n.Op.String(), n.mode(), n.Place, n.Unit.String(), n.Rule, n.Subject, n.Name, n.Value.String(), n.Args, n.Tests, n.Cite})
}

func (n Node) mode() string {
	if n.Op == Round {
		return "half-up"
	}
	return ""
}
