// A program as operators are written in Go: client-go's dynamic client, its informer and its retry on conflict. It prints what it found as
// one line of JSON; thirdparty.slow.ts knows what that has to be.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/pager"
	"k8s.io/client-go/util/retry"
)

const (
	writers    = 10
	increments = 10
	objects    = 25
)

var instances = schema.GroupVersionResource{Group: "management.loft.sh", Version: "v1", Resource: "virtualclusterinstances"}

// What the program found, for the test.
type findings struct {
	Kinds        int      `json:"kinds"`
	Paged        int      `json:"paged"`
	Pages        int      `json:"pages"`
	Counter      string   `json:"counter"`
	Conflicts    int      `json:"conflicts"`
	Informed     []string `json:"informed"`
	Cached       int      `json:"cached"`
	Labelled     int      `json:"labelled"`
	Applied      string   `json:"applied"`
	ApplyRefused bool     `json:"applyRefused"`
	Patched      string   `json:"patched"`
	Exists       bool     `json:"exists"`
	Stale        bool     `json:"stale"`
	Expired      bool     `json:"expired"`
	Gone         bool     `json:"gone"`
	Left         int      `json:"left"`
}

func object(name string) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "management.loft.sh/v1",
		"kind":       "VirtualClusterInstance",
		"metadata":   map[string]any{"name": name, "labels": map[string]any{"team": "go"}},
		"spec":       map[string]any{"templateRef": map[string]any{"name": "small"}},
	}}
}

// A step's error, with its name.
func must[T any](step string) func(T, error) T {
	return func(value T, err error) T {
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", step, err)
			os.Exit(1)
		}
		return value
	}
}

func until(ctx context.Context, what string, done func() bool) {
	for !done() {
		if ctx.Err() != nil {
			must[any](what)(nil, ctx.Err())
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	if len(os.Args) != 5 {
		must[any]("arguments")(nil, errors.New("expected server, token, CA file, namespace"))
	}
	namespace := os.Args[4]
	config := &rest.Config{
		Host: os.Args[1], BearerToken: os.Args[2], QPS: -1,
		TLSClientConfig: rest.TLSClientConfig{CAFile: os.Args[3]},
	}
	client := must[*dynamic.DynamicClient]("client")(dynamic.NewForConfig(config)).Resource(instances).Namespace(namespace)
	var found findings

	groups := must[[]*metav1.APIResourceList]("discovery")(must[*discovery.DiscoveryClient]("discovery client")(
		discovery.NewDiscoveryClientForConfig(config)).ServerPreferredResources())
	for _, group := range groups {
		found.Kinds += len(group.APIResources)
	}

	// The informer runs from the beginning, so that it sees all that follows.
	factory := dynamicinformer.NewFilteredDynamicSharedInformerFactory(
		must[*dynamic.DynamicClient]("informer's client")(dynamic.NewForConfig(config)), 0, namespace, nil)
	informer := factory.ForResource(instances)
	var lock sync.Mutex
	note := func(kind string, value any) {
		if last, ok := value.(cache.DeletedFinalStateUnknown); ok {
			value = last.Obj
		}
		name := must[metav1.Object]("informed")(meta.Accessor(value)).GetName()
		if name != "watched" {
			return
		}
		lock.Lock()
		defer lock.Unlock()
		// The platform moves an object through its phases: of changes in a row one is told here.
		if count := len(found.Informed); count == 0 || found.Informed[count-1] != kind {
			found.Informed = append(found.Informed, kind)
		}
	}
	must[cache.ResourceEventHandlerRegistration]("handler")(informer.Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(o any) { note("add", o) },
		UpdateFunc: func(_, o any) { note("update", o) },
		DeleteFunc: func(o any) { note("delete", o) },
	}))
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.Informer().HasSynced) {
		must[any]("informer")(nil, errors.New("never in sync"))
	}

	// Create, list in pages, meet one that exists.
	for i := range objects {
		must[*unstructured.Unstructured]("create")(client.Create(ctx, object(fmt.Sprintf("go-%02d", i)), metav1.CreateOptions{}))
	}
	_, err := client.Create(ctx, object("go-00"), metav1.CreateOptions{})
	found.Exists = apierrors.IsAlreadyExists(err)
	pages := pager.New(func(ctx context.Context, options metav1.ListOptions) (runtime.Object, error) {
		found.Pages++
		return client.List(ctx, options)
	})
	pages.PageSize = 10
	options := metav1.ListOptions{LabelSelector: "team=go"}
	count := func(runtime.Object) error { found.Paged++; return nil }
	must[any]("pages")(nil, pages.EachListItem(ctx, options, count))

	// Many writers of one number.
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			for range increments {
				must[any]("increment")(nil, increment(ctx, client, &lock, &found.Conflicts))
			}
		})
	}
	group.Wait()
	counted := must[*unstructured.Unstructured]("get")(client.Get(ctx, "go-00", metav1.GetOptions{}))
	found.Counter = counted.GetAnnotations()["counter"]

	// A stale update; patches; server-side apply with two managers.
	stale := counted.DeepCopy()
	stale.SetResourceVersion("1")
	_, err = client.Update(ctx, stale, metav1.UpdateOptions{})
	found.Stale = apierrors.IsConflict(err)
	patched := must[*unstructured.Unstructured]("patch")(client.Patch(ctx, "go-01", types.JSONPatchType,
		[]byte(`[{"op":"add","path":"/spec/displayName","value":"patched"}]`), metav1.PatchOptions{}))
	found.Patched, _, _ = unstructured.NestedString(patched.Object, "spec", "displayName")
	applied := object("applied")
	must[any]("displayName")(nil, unstructured.SetNestedField(applied.Object, "one", "spec", "displayName"))
	must[*unstructured.Unstructured]("apply")(client.Apply(ctx, "applied", applied, metav1.ApplyOptions{FieldManager: "one"}))
	must[any]("displayName")(nil, unstructured.SetNestedField(applied.Object, "two", "spec", "displayName"))
	_, err = client.Apply(ctx, "applied", applied, metav1.ApplyOptions{FieldManager: "two"})
	found.ApplyRefused = apierrors.IsConflict(err)
	forced := must[*unstructured.Unstructured]("forced apply")(client.Apply(ctx, "applied", applied, metav1.ApplyOptions{FieldManager: "two", Force: true}))
	found.Applied, _, _ = unstructured.NestedString(forced.Object, "spec", "displayName")

	// What the informer sees of one object's life, each step waited for: an informer may join steps that follow close on one another.
	seen := func(count int) func() bool {
		return func() bool { lock.Lock(); defer lock.Unlock(); return len(found.Informed) >= count }
	}
	must[*unstructured.Unstructured]("create watched")(client.Create(ctx, object("watched"), metav1.CreateOptions{}))
	until(ctx, "informed of add", seen(1))
	must[*unstructured.Unstructured]("patch watched")(client.Patch(ctx, "watched", types.MergePatchType,
		[]byte(`{"spec":{"displayName":"x"}}`), metav1.PatchOptions{}))
	until(ctx, "informed of update", seen(2))
	must[any]("delete watched")(nil, client.Delete(ctx, "watched", metav1.DeleteOptions{}))
	until(ctx, "informed of delete", seen(3))
	// Listed each time: instances that get ready meanwhile change after a list.
	until(ctx, "cache equal to the list", func() bool {
		listed := must[*unstructured.UnstructuredList]("list")(client.List(ctx, metav1.ListOptions{}))
		stored := must[[]runtime.Object]("cache")(informer.Lister().ByNamespace(namespace).List(labels.Everything()))
		found.Cached = len(stored) - len(listed.Items)
		return found.Cached == 0 && slices.IndexFunc(listed.Items, func(item unstructured.Unstructured) bool {
			held, err := informer.Lister().ByNamespace(namespace).Get(item.GetName())
			return err != nil || held.(*unstructured.Unstructured).GetResourceVersion() != item.GetResourceVersion()
		}) < 0
	})
	selector := labels.SelectorFromSet(labels.Set{"team": "go"})
	found.Labelled = len(must[[]runtime.Object]("by label")(informer.Lister().ByNamespace(namespace).List(selector)))

	_, err = client.List(ctx, metav1.ListOptions{Continue: "nonsense"})
	found.Expired = apierrors.IsBadRequest(err) || apierrors.IsResourceExpired(err)
	must[any]("delete collection")(nil, client.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{LabelSelector: "team=go"}))
	until(ctx, "gone", func() bool {
		_, err := client.Get(ctx, "go-00", metav1.GetOptions{})
		found.Gone = apierrors.IsNotFound(err)
		return found.Gone
	})
	until(ctx, "cache emptied", func() bool {
		found.Left = len(must[[]runtime.Object]("by label")(informer.Lister().ByNamespace(namespace).List(selector)))
		return found.Left == 0
	})
	lock.Lock()
	defer lock.Unlock()
	must[any]("print")(nil, json.NewEncoder(os.Stdout).Encode(found))
}

// One increment, read again and again until no other writer came between.
func increment(ctx context.Context, client dynamic.ResourceInterface, lock *sync.Mutex, conflicts *int) error {
	backoff := wait.Backoff{Steps: 1000, Duration: 2 * time.Millisecond, Factor: 1, Jitter: 5}
	return retry.RetryOnConflict(backoff, func() error {
		current, err := client.Get(ctx, "go-00", metav1.GetOptions{})
		if err != nil {
			return err
		}
		annotations := current.GetAnnotations()
		if annotations == nil {
			annotations = map[string]string{}
		}
		count, _ := strconv.Atoi(annotations["counter"])
		annotations["counter"] = strconv.Itoa(count + 1)
		current.SetAnnotations(annotations)
		_, err = client.Update(ctx, current, metav1.UpdateOptions{})
		if apierrors.IsConflict(err) {
			lock.Lock()
			*conflicts++
			lock.Unlock()
		}
		return err
	})
}
