package words

import "fmt"

func spanishPaper() PatientPaper {
	return PatientPaper{
		Heading: "En papel", Intro: "Si usted paga por su cuenta, la clínica le debe dar un estimado de buena fe. Esta hoja les ayuda a llenarlo. También trae preguntas.",
		Print: "Imprimir la hoja", Show: "Ver la hoja", Hide: "Ocultar la hoja",
		Title:     "Estimado de Buena Fe: hoja de trabajo",
		Worksheet: "Esto es una hoja de trabajo. No es la forma legal. El estimado se lo da la clínica. Hicimos la lista con guías. No pudimos leer la regla (45 CFR 149.610).",
		Patient:   "El paciente", Name: "Nombre", Born: "Fecha de nacimiento",
		Clinic: "Quién da la terapia", ClinicName: "Nombre de la clínica o del terapeuta", NPI: "NPI", TIN: "TIN", Place_: "Estado y lugar",
		Service: "El servicio principal", ServiceText: "Terapia para moverse, trabajar o hablar mejor", FirstDate: "Primera visita",
		Items: "Lo que se espera, uno por uno", Code: "Código", What: "Servicio", Units: "Unidades", Each: "Precio en la visita", Diagnosis: "Código de diagnóstico",
		FirstVisit:  "Primera visita",
		LaterVisits: func(n int) string { return "Cada una de " + plural(n, "visita que sigue", "visitas que siguen") },
		Total: func(visits, from, to string) string {
			return fmt.Sprintf("%s, del %s al %s (12 meses a lo más)", visits, from, to)
		},
		Separate: "Se pide aparte", SeparateText: "Esto se pide con otra cita. Si lo pide, le dan un estimado:",
		MustKnow: "Lo que debe saber",
		Disclaimers: []string{
			"Puede haber otros servicios que no están en esta lista. Van en otro estimado.",
			"Esto es un estimado. La factura puede ser otra.",
			"Si la factura pasa el estimado por $400 o más, usted puede disputarla. Tiene 120 días desde la fecha de la factura. Empiece en www.cms.gov/nosurprises.",
			"Esto no es un contrato. No tiene que tomar estos servicios.",
		},
		Dates:      "Si hace la cita de 3 a 9 días de trabajo antes, el estimado debe llegar en 1 día. Si la hace 10 o más días antes, o si lo pide, debe llegar en 3.",
		AskHeading: "Preguntas para la clínica",
		Ask: []string{
			"¿Aceptan mi plan?", "¿Qué precio acepta mi plan por una visita como la mía?", "¿Cuál es mi parte en cada visita?",
			"¿Necesito antes un permiso del plan o de un doctor?", "¿Pone mi plan un tope de visitas?",
			"¿Cuál es su precio si pago yo? ¿Baja si pago en el momento?", "¿Quién da la terapia, y se cobra de otra forma?",
			"¿Qué cuesta aparte: férulas, pruebas, visitas perdidas?", "¿Puedo venir menos y hacer más en casa?",
		},
		Blank: "para llenar", NoPrice: "Precio: pregunte en la clínica",
	}
}

func spanishShare() PatientShare {
	return PatientShare{
		Heading: "Compartir o guardar", Intro: "El enlace lleva sus respuestas. Están después del signo #, que nunca se manda a una página. Quien tiene el enlace las puede leer.",
		Make: "Hacer el enlace", Link: "El enlace", Copy: "Copiar el enlace", Copied: "Copiado.",
		Holds: "El enlace lleva:", HoldsNot: "No lleva nombre ni fecha de nacimiento.",
		QR:    "El mismo enlace como imagen para la cámara del teléfono",
		Lines: func(n int) string { return plural(n, "servicio de una visita", "servicios de una visita") },
		Bad:   "Este enlace está dañado. Empiece de nuevo, por favor.", Old: "Este enlace es de otra versión de la página. Empiece de nuevo, por favor.",
	}
}
