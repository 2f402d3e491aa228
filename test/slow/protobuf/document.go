package main

import (
	"context"
	"fmt"
	"strings"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/yaml"
)

// compareDocuments reads the OpenAPI document of version 2 as clients do, in protobuf, and compares it with its JSON.
func compareDocuments(url, token, ca string) {
	config := &rest.Config{Host: url, BearerToken: token, TLSClientConfig: rest.TLSClientConfig{CAFile: ca}}
	client := must(kubernetes.NewForConfig(config))
	inProtobuf := must(client.Discovery().OpenAPISchema())
	text := must(client.RESTClient().Get().AbsPath("/openapi/v2").SetHeader("Accept", "application/json").DoRaw(context.Background()))
	got, wanted := lines(must(inProtobuf.YAMLValue(""))), lines(text)
	for at := range max(len(got), len(wanted)) {
		if at >= len(got) || at >= len(wanted) || got[at] != wanted[at] {
			fmt.Println("differ", strings.Join(got[max(0, at-20):min(len(got), at+1)], "\n"), "wanted", wanted[at:min(len(wanted), at+1)])
			return
		}
	}
	fmt.Println("equal", len(inProtobuf.GetPaths().GetPath()) > 0, len(inProtobuf.GetDefinitions().GetAdditionalProperties()) > 0)
}

// lines writes a document with its keys in order, one a line.
func lines(document []byte) []string {
	var value any
	if err := yaml.Unmarshal(document, &value); err != nil {
		panic(err)
	}
	return strings.Split(string(must(yaml.Marshal(value))), "\n")
}
