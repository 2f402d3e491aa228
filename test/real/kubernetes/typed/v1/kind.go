// Package v1 holds the platform's types, made from the tables of the sandbox, and what an API server wants to know of them.
package v1

import (
	_ "embed"
	"encoding/json"
	"reflect"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/kube-openapi/pkg/common"
	"k8s.io/kube-openapi/pkg/validation/spec"
)

// Kind is a kind of object.
type Kind struct {
	Kind, Plural, Singular string
	Namespaced, Status     bool
	Kept                   bool // otherwise it is answered and no more
	ShortNames             []string
	New, NewList           func() runtime.Object
}

// home is where schemas of these types stand in an OpenAPI document.
const home = "sh.loft.management.v1."

//go:embed definitions.json
var definitions []byte

// modelName is the name of a type's schema; names are as in definitions.json.
func modelName(name string) string {
	switch {
	case strings.HasPrefix(name, "metav1."):
		return "io.k8s.apimachinery.pkg.apis.meta.v1." + strings.TrimPrefix(name, "metav1.")
	case strings.HasPrefix(name, "corev1."):
		return "io.k8s.api.core.v1." + strings.TrimPrefix(name, "corev1.")
	case name == "resource.Quantity":
		return "io.k8s.apimachinery.pkg.api.resource.Quantity"
	case name == "intstr.IntOrString":
		return "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
	case name == "runtime.RawExtension":
		return "io.k8s.apimachinery.pkg.runtime.RawExtension"
	}
	return home + name
}

// Definitions are the schemas of all types.
func Definitions(ref common.ReferenceCallback) map[string]common.OpenAPIDefinition {
	var schemas map[string]json.RawMessage
	if err := json.Unmarshal(definitions, &schemas); err != nil {
		panic(err)
	}
	out := map[string]common.OpenAPIDefinition{}
	for name, text := range schemas {
		var tree any
		if err := json.Unmarshal(text, &tree); err != nil {
			panic(err)
		}
		var dependencies []string
		resolve(tree, ref, &dependencies)
		resolved, _ := json.Marshal(tree)
		var schema spec.Schema
		if err := json.Unmarshal(resolved, &schema); err != nil {
			panic(err)
		}
		out[modelName(name)] = common.OpenAPIDefinition{Schema: schema, Dependencies: dependencies}
	}
	return out
}

func resolve(tree any, ref common.ReferenceCallback, dependencies *[]string) {
	switch node := tree.(type) {
	case map[string]any:
		if name, ok := node["$ref"].(string); ok {
			model := modelName(name)
			*dependencies = append(*dependencies, model)
			reference := ref(model)
			node["$ref"] = reference.String()
			return
		}
		for _, child := range node {
			resolve(child, ref, dependencies)
		}
	case []any:
		for _, child := range node {
			resolve(child, ref, dependencies)
		}
	}
}

func deepCopy[T any](in *T) *T {
	out := new(T)
	copyValue(reflect.ValueOf(in).Elem(), reflect.ValueOf(out).Elem())
	return out
}

func copyValue(in, out reflect.Value) {
	// Its own, and not one of a struct that it embeds.
	if method := in.Addr().MethodByName("DeepCopyInto"); method.IsValid() && method.Type().In(0) == in.Addr().Type() {
		method.Call([]reflect.Value{out.Addr()})
		return
	}
	switch in.Kind() {
	case reflect.Pointer:
		if !in.IsNil() {
			out.Set(reflect.New(in.Type().Elem()))
			copyValue(in.Elem(), out.Elem())
		}
	case reflect.Struct:
		for i := range in.NumField() {
			copyValue(in.Field(i), out.Field(i))
		}
	case reflect.Slice:
		if !in.IsNil() {
			out.Set(reflect.MakeSlice(in.Type(), in.Len(), in.Len()))
			for i := range in.Len() {
				copyValue(in.Index(i), out.Index(i))
			}
		}
	case reflect.Map:
		if !in.IsNil() {
			out.Set(reflect.MakeMapWithSize(in.Type(), in.Len()))
			for _, key := range in.MapKeys() {
				from, to := reflect.New(in.Type().Elem()).Elem(), reflect.New(in.Type().Elem()).Elem()
				from.Set(in.MapIndex(key))
				copyValue(from, to)
				out.SetMapIndex(key, to)
			}
		}
	default:
		out.Set(in)
	}
}
