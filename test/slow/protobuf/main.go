// Facts about the Kubernetes API's binary form, and Go's own clients, for the tests of the sandbox.
//
//	fields             the messages of the binary form, as src/sandbox/platform/proxied/protobuf-fields.ts has them
//	samples SEED EACH  random objects in both forms
//	clients URL TOKEN CA  typed clients, which send the binary form, and a leader election
//	document URL TOKEN CA  the OpenAPI document in both forms
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "fields":
		printFields()
	case len(os.Args) == 4 && os.Args[1] == "samples":
		seed, _ := strconv.ParseInt(os.Args[2], 10, 64)
		each, _ := strconv.Atoi(os.Args[3])
		printSamples(seed, each)
	case len(os.Args) == 5 && os.Args[1] == "clients":
		useClients(os.Args[2], os.Args[3], os.Args[4])
	case len(os.Args) == 5 && os.Args[1] == "document":
		compareDocuments(os.Args[2], os.Args[3], os.Args[4])
	default:
		fmt.Fprintln(os.Stderr, "usage: fields | samples SEED EACH | clients URL TOKEN CA | document URL TOKEN CA")
		os.Exit(2)
	}
}
