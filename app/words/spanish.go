package words

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// spanish returns the words of the patient's page in the Spanish of the United
// States. The other pages have no Spanish yet, so their words stay English
// there. A person has still to review it.
func spanish() *Words {
	w := English()
	w.Lang, w.Date = "es", spanishDate
	w.Why = spanishWhy()
	w.Patient = spanishPatient()
	w.Embed = spanishEmbed()
	w.Answer.Why, w.Answer.Unknown = "Ver cómo se calculó", w.Patient.Unknown
	w.Notice = []string{
		"Therapy Tally calcula un estimado. No es una factura, no es un Estimado de Buena Fe y no es consejo legal.",
		"Los códigos CPT son de la AMA. Los nombres sencillos son nuestros.",
	}
	w.Broken = "Algo falló aquí, por eso no mostramos cantidades. Lo que escribió sigue en su aparato."
	w.Again = "Probar otra vez"
	return w
}

func spanishDate(d code.Date) string {
	months := [...]string{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"}
	parts := strings.Split(d.String(), "-")
	month, err := strconv.Atoi(parts[1])
	if err != nil || month < 1 || month > len(months) {
		return d.String()
	}
	return strings.TrimPrefix(parts[2], "0") + " " + months[month-1] + " " + parts[0]
}

func spanishWhy() Why {
	return Why{
		Title: func(what string) string { return "¿Por qué " + what + "?" },
		Close: "Cerrar", Steps: "Sale de", From: "de",
		Kind: map[trace.Kind]string{
			trace.Derived: "Calculado", trace.Given: "De sus respuestas", trace.Published: "Publicado", trace.Assumed: "Supuesto",
			trace.Constant: "Parte de la regla", trace.Carried: "De sus visitas",
		},
		Op: spanishOperation, Pick: spanishPicked,
		Rule: "Regla", Source: "Fuente", Prints: "Dice",
		Minutes: func(v decimal.Decimal) string { return plural(int(v.IntPart()), "minuto", "minutos") },
		Units:   func(v decimal.Decimal) string { return plural(int(v.IntPart()), "unidad", "unidades") },
		Show:    "Ver los pasos de", Hide: "Ocultar los pasos de", National: "promedio del país",
	}
}

// spanishOperation says in words what a step did with its values.
func spanishOperation(op trace.Op, place int32, v []string) string {
	switch {
	case len(v) == 0:
		return ""
	case op == trace.Sum:
		return strings.Join(v, " + ")
	case op == trace.Difference:
		return strings.Join(v, " − ")
	case op == trace.Product:
		return strings.Join(v, " × ")
	case op == trace.Min:
		return "lo menor de " + spanishList(v)
	case op == trace.Max:
		return "lo mayor de " + spanishList(v)
	case op == trace.Round && place == 2:
		return v[0] + ", redondeado al centavo"
	case op == trace.Round:
		return v[0] + ", redondeado"
	case op == trace.Count && len(v) == 2:
		return "cuántas veces cabe " + v[1] + " en " + v[0]
	case op == trace.Step && len(v) == 3:
		return fmt.Sprintf("%s: la primera unidad desde %s, una más por cada %s más", v[0], v[1], v[2])
	case op == trace.Rank && len(v) > 1:
		return "el número " + v[0] + " de " + spanishList(v[1:]) + ", de mayor a menor"
	case op == trace.Share && len(v) > 1:
		return "una parte de " + v[0] + ", centavo por centavo, en proporción a " + spanishList(v[1:])
	}
	return spanishList(v)
}

func spanishPicked(value string, tests []string) string {
	if len(tests) == 0 {
		return value
	}
	return value + ", porque " + spanishList(tests)
}

func spanishList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " y " + names[len(names)-1]
}
