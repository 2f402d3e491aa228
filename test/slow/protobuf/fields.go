package main

import (
	"bufio"
	"fmt"
	"os"
	"reflect"
	"slices"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"
)

// groups are those that a cluster of the sandbox has.
var groups = []string{
	"v1", "apps/v1", "events.k8s.io/v1", "authentication.k8s.io/v1", "authorization.k8s.io/v1", "autoscaling/v2", "autoscaling/v1", "batch/v1",
	"certificates.k8s.io/v1", "networking.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1", "storage.k8s.io/v1",
	"admissionregistration.k8s.io/v1", "scheduling.k8s.io/v1", "coordination.k8s.io/v1", "node.k8s.io/v1", "discovery.k8s.io/v1",
	"flowcontrol.apiserver.k8s.io/v1",
}

// special are messages that JSON writes in a form of their own.
var special = map[string]string{
	"v1.Time": "Time", "v1.MicroTime": "MicroTime", "resource.Quantity": "Quantity", "intstr.IntOrString": "IntOrString",
	"runtime.RawExtension": "Raw", "v1.FieldsV1": "Fields", "v1.Duration": "Duration",
}

// isServed tells kinds of objects from their lists and from options that are never a body.
func isServed(kind schema.GroupVersionKind, t reflect.Type) bool {
	if strings.HasSuffix(kind.Kind, "List") || (strings.HasSuffix(kind.Kind, "Options") && kind.Kind != "DeleteOptions") {
		return false
	}
	_, isObject := t.FieldByName("ObjectMeta")
	return isObject || kind.Kind == "DeleteOptions"
}

type table struct {
	names map[reflect.Type]string
	lines map[string]string
}

// name gives a message a name; the same word in two packages gets a number.
func (t *table) name(of reflect.Type) string {
	if name, ok := t.names[of]; ok {
		return name
	}
	name := of.Name()
	for i := 2; slices.Contains(slices.Collect(mapsValues(t.names)), name); i++ {
		name = fmt.Sprintf("%s%d", of.Name(), i)
	}
	t.names[of] = name
	t.lines[name] = ""
	t.lines[name] = name + " " + strings.Join(t.fields(of), " ")
	return name
}

func mapsValues(m map[reflect.Type]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

// fields gives each field as "number:type:name", with "*" before the type of a list, "%" before that of a map, "." for the name of a message
// whose fields JSON writes in its place, and "!" at the end of a field that JSON writes although it is zero.
func (t *table) fields(of reflect.Type) []string {
	var out []string
	for i := 0; i < of.NumField(); i++ {
		field := of.Field(i)
		proto, json := field.Tag.Get("protobuf"), field.Tag.Get("json")
		if proto == "" {
			continue
		}
		number := strings.Split(proto, ",")[1]
		name, options, _ := strings.Cut(json, ",")
		if name == "" {
			// JSON writes the fields of the message in the place of the message.
			out = append(out, number+":"+t.typeOf(field.Type)+":.")
			continue
		}
		keep := field.Type.Kind() == reflect.Pointer || !strings.Contains(options, "omitempty")
		entry := number + ":" + t.typeOf(field.Type) + ":" + name
		if keep {
			entry += "!"
		}
		out = append(out, entry)
	}
	return out
}

func (t *table) typeOf(of reflect.Type) string {
	if name, ok := special[of.String()]; ok {
		return name
	}
	switch of.Kind() {
	case reflect.Pointer:
		return t.typeOf(of.Elem())
	case reflect.Slice:
		if of.Elem().Kind() == reflect.Uint8 {
			return "b"
		}
		// A list with a name of its own is a message around it.
		if _, isMessage := reflect.New(of).Interface().(interface{ ProtoMessage() }); isMessage {
			return "(*" + t.typeOf(of.Elem()) + ")"
		}
		if _, isMarshaler := reflect.New(of).Interface().(interface{ Marshal() ([]byte, error) }); isMarshaler {
			return "(*" + t.typeOf(of.Elem()) + ")"
		}
		return "*" + t.typeOf(of.Elem())
	case reflect.Map:
		return "%" + t.typeOf(of.Elem())
	case reflect.String:
		return "s"
	case reflect.Bool:
		return "t"
	case reflect.Int32, reflect.Int64:
		return "i"
	case reflect.Float64:
		return "f"
	case reflect.Struct:
		return t.name(of)
	}
	panic("no type for " + of.String())
}

// printFields prints the messages of the binary form, one a line, and before them the kinds that they are of.
func printFields() {
	t := &table{names: map[reflect.Type]string{}, lines: map[string]string{}}
	known := scheme.Scheme.AllKnownTypes()
	kinds := make([]schema.GroupVersionKind, 0, len(known))
	for kind := range known {
		kinds = append(kinds, kind)
	}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].String() < kinds[j].String() })
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, kind := range kinds {
		gv := kind.GroupVersion().String()
		if !slices.Contains(groups, gv) || !isServed(kind, known[kind]) || (kind.Kind == "DeleteOptions" && gv != "v1") {
			continue
		}
		fmt.Fprintf(w, "= %s %s %s\n", gv, kind.Kind, t.name(known[kind]))
	}
	names := make([]string, 0, len(t.lines))
	for name := range t.lines {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintln(w, strings.TrimSpace(t.lines[name]))
	}
}
