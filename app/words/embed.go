package words

import (
	"strconv"

	"therapytally/app/draft"
	"therapytally/rules"
)

// Embed are the words of the estimator in a clinic's own page. Its view for
// patients has those of the patient's page.
type Embed struct {
	Tabs                                   string
	UnitsTab, PatientTab                   string
	Heading, PatientHeading, BothHeading   string
	Service, Code, Minutes, Units          string
	CodeHint, MinutesHint, Untimed         string
	Less, More, Add, Remove                string
	Payer, Place, PlaceHint                string
	Payers                                 map[string]string // of those that are no contract
	Answer, WaitTitle, WaitText, MendTitle string
	Count                                  func(minutes int) string
	UnitCount                              func(units int) string
	Allowed, PlanPays, PatientOwes         string
	Lines                                  string
	Next                                   func(more int) string
	Status                                 map[rules.Status]string
	Blocks                                 string
	Partial                                string
	PricesOf                               func(place, date string) string
	ClinicPrice, OtherPrice                string                   // the clinic's cash price, or none of it
	ClinicPlan, OtherPlan                  string                   // the visitor's plan among the clinic's, or none of them
	Basis                                  func(events bool) string // the footnote; with events, the page around the frame receives the totals
	Fault                                  string
	ClinicFault                            string
	ClinicMissing                          string
	Problem                                func(p draft.Problem) string // nil: as on the visit's page
}

func englishEmbed() Embed {
	return Embed{
		Tabs: "What to estimate", UnitsTab: "Minutes to units", PatientTab: "What will I pay?",
		Heading: "Minutes to units", PatientHeading: "What will therapy cost me?", BothHeading: "Therapy estimator",
		Service: "Service", Code: "Service", Minutes: "Minutes", Units: "Units",
		CodeHint: "Code or plain name", MinutesHint: "25 or 0:25", Untimed: "Untimed",
		Less: "One less", More: "One more", Add: "Add a service", Remove: "Remove",
		Payer: "Who pays", Place: "Place", PlaceHint: "ZIP code, city or state",
		Payers: map[string]string{"medicare": "Medicare", "cash": "Paying myself"},
		Answer: "Estimate", WaitTitle: "Enter the minutes", WaitText: "Units, claim lines and prices appear here as you type.",
		MendTitle: "Please check",
		Count:     minutes, UnitCount: units,
		Allowed: "Allowed", PlanPays: "Plan pays", PatientOwes: "Patient owes",
		Lines:   "Claim lines",
		Next:    func(more int) string { return "Next unit in " + minutes(more) + "." },
		Status:  englishAnswer().Status,
		Blocks:  "Check before billing",
		Partial: "One amount is not known without a rate.",
		PricesOf: func(place, date string) string {
			return place + " · " + date
		},
		ClinicPrice: "The clinic’s price", OtherPrice: "Another price",
		ClinicPlan: "Is your plan one of these?", OtherPlan: "No, or I am not sure",
		Basis: func(events bool) string {
			sent := "nothing you enter is sent"
			if events {
				sent = "this page receives the totals shown here, and nothing else"
			}
			return "An estimate, not a bill. Worked out in this browser: " + sent + ". CPT codes belong to the AMA; the plain names are ours."
		},
		Fault:         "This estimator is set up wrongly, so it shows nothing:",
		ClinicFault:   "The clinic’s file clinic.json is wrong, so none of its settings are used:",
		ClinicMissing: "The clinic’s settings could not be loaded. Reload the page to try again; until then no price of the clinic’s own is used.",
	}
}

func spanishEmbed() Embed {
	w := englishEmbed()
	w.Tabs, w.UnitsTab, w.PatientTab = "Qué calcular", "De minutos a unidades", "¿Cuánto voy a pagar?"
	w.Heading, w.PatientHeading, w.BothHeading = "De minutos a unidades", "¿Cuánto me va a costar la terapia?", "Estimador de terapia"
	w.Service, w.Code, w.Minutes, w.Units = "Servicio", "Servicio", "Minutos", "Unidades"
	w.CodeHint, w.MinutesHint, w.Untimed = "Código o nombre", "25 o 0:25", "Sin tiempo"
	w.Less, w.More, w.Add, w.Remove = "Uno menos", "Uno más", "Agregar un servicio", "Quitar"
	w.Payer, w.Place, w.PlaceHint = "Quién paga", "Lugar", "Código postal, ciudad o estado"
	w.Payers = map[string]string{"medicare": "Medicare", "cash": "Pago yo"}
	w.Answer, w.WaitTitle, w.WaitText = "Estimado", "Escriba los minutos", "Aquí aparecen las unidades, las líneas y los precios."
	w.MendTitle = "Por favor revise"
	w.Count = func(n int) string { return plural(n, "minuto", "minutos") }
	w.UnitCount = func(n int) string { return plural(n, "unidad", "unidades") }
	w.Allowed, w.PlanPays, w.PatientOwes = "Precio permitido", "Paga el plan", "Paga el paciente"
	w.Lines = "Líneas de la factura"
	w.Next = func(more int) string { return "Otra unidad en " + plural(more, "minuto", "minutos") + "." }
	w.Status = map[rules.Status]string{
		rules.Denied: "Negado", rules.Bundled: "Incluido en otro", rules.NotCovered: "No cubierto", rules.Unpriced: "Sin precio",
	}
	w.Blocks, w.Partial = "Revise antes de cobrar", "Falta una cantidad: no hay tarifa."
	w.ClinicPrice, w.OtherPrice = "El precio de la clínica", "Otro precio"
	w.ClinicPlan, w.OtherPlan = "¿Su plan es uno de estos?", "No, o no estoy seguro"
	w.Basis = func(events bool) string {
		sent := "nada de lo que escribe se envía"
		if events {
			sent = "esta página recibe los totales que se ven aquí, y nada más"
		}
		return "Es un estimado, no una factura. Se calcula en este navegador: " + sent + ". Los códigos CPT son de la AMA; los nombres sencillos son nuestros."
	}
	w.Problem = spanishProblem
	return w
}

// spanishProblem says what to do about a field of the compact form.
func spanishProblem(p draft.Problem) string {
	switch p.Reason {
	case draft.PlaceMissing, draft.PlaceUnknown, draft.PlaceVague, draft.ZIPShort, draft.ZIPUnknown:
		return "Escriba un código postal de cinco números, o elija un lugar de la lista."
	case draft.CodeMissing, draft.CodeUnknown, draft.CodeVague:
		return "Elija un servicio de la lista, o escriba su código."
	case draft.MinutesNotNumber, draft.MinutesTooMany:
		return "Escriba los minutos, por ejemplo 25. A lo más " + strconv.Itoa(rules.MaxMinutes) + "."
	case draft.UnitsNotNumber, draft.UnitsOutside:
		return "Escriba las unidades, por ejemplo 1."
	}
	return "Esta visita no se puede calcular. Revise los datos."
}
