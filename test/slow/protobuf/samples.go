package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"reflect"
	"slices"
	"sort"
	"time"

	"k8s.io/apimachinery/pkg/api/apitesting/fuzzer"
	"k8s.io/apimachinery/pkg/api/resource"
	metafuzzer "k8s.io/apimachinery/pkg/apis/meta/fuzzer"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/randfill"
)

// plain keeps random values to those that both forms can hold.
func plain(_ serializer.CodecFactory) []interface{} {
	return []interface{}{
		func(i *int64, c randfill.Continue) { *i = int64(c.Int31()) - 1<<30 },
		func(t *metav1.Time, c randfill.Continue) { *t = metav1.Unix(int64(c.Uint32()), 0) },
		func(t *metav1.MicroTime, c randfill.Continue) {
			*t = metav1.NewMicroTime(time.Unix(int64(c.Uint32()), int64(c.Intn(1e6))*1000))
		},
		func(q *resource.Quantity, c randfill.Continue) {
			*q = *resource.NewQuantity(int64(c.Intn(1e6)), resource.DecimalSI)
		},
		func(i *intstr.IntOrString, c randfill.Continue) {
			if *i = intstr.FromInt32(c.Int31()); c.Bool() {
				*i = intstr.FromString("50%")
			}
		},
		func(r *runtime.RawExtension, c randfill.Continue) { r.Raw = []byte(`{"a":[1,"b"]}`) },
		func(f *metav1.FieldsV1, c randfill.Continue) { f.Raw = []byte(`{"f:a":{}}`) },
	}
}

// printSamples prints random objects of every kind, one a line: its protobuf as base64, a blank, its JSON.
func printSamples(seed int64, each int) {
	codecs := serializer.NewCodecFactory(scheme.Scheme)
	filler := fuzzer.FuzzerFor(fuzzer.MergeFuzzerFuncs(metafuzzer.Funcs, plain), rand.NewSource(seed), codecs)
	encoder := protobuf.NewSerializer(scheme.Scheme, scheme.Scheme)
	var kinds []schema.GroupVersionKind
	known := scheme.Scheme.AllKnownTypes()
	for kind, t := range known {
		if slices.Contains(groups, kind.GroupVersion().String()) && isServed(kind, t) && kind.Kind != "DeleteOptions" {
			kinds = append(kinds, kind)
		}
	}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].String() < kinds[j].String() })
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, kind := range kinds {
		for range each {
			object := reflect.New(known[kind]).Interface().(runtime.Object)
			filler.Fill(object)
			object.GetObjectKind().SetGroupVersionKind(kind)
			var binary bytes.Buffer
			if err := encoder.Encode(object, &binary); err != nil {
				panic(err)
			}
			text, err := json.Marshal(object)
			if err != nil {
				panic(err)
			}
			fmt.Fprintf(w, "%s %s\n", base64.StdEncoding.EncodeToString(binary.Bytes()), text)
		}
	}
}
