package main

import (
	"context"
	"fmt"
	"reflect"

	v1 "clusterplane.test/real/kubernetes/typed/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/api/meta"
	genericvalidation "k8s.io/apimachinery/pkg/api/validation"
	metainternalversion "k8s.io/apimachinery/pkg/apis/meta/internalversion"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/registry/generic"
	genericregistry "k8s.io/apiserver/pkg/registry/generic/registry"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/storage"
	"k8s.io/apiserver/pkg/storage/names"
	"sigs.k8s.io/structured-merge-diff/v6/fieldpath"
)

// newStorages makes the storage of each kind, by its path below the group version.
func newStorages(getter generic.RESTOptionsGetter) (map[string]rest.Storage, error) {
	out := map[string]rest.Storage{}
	for _, kind := range v1.Kinds {
		if !kind.Kept {
			out[kind.Plural] = &asked{kind: kind}
			continue
		}
		main := strategy{ObjectTyper: scheme, NameGenerator: names.SimpleNameGenerator, kind: kind}
		resource := groupVersion.WithResource(kind.Plural).GroupResource()
		store := &genericregistry.Store{
			NewFunc: kind.New, NewListFunc: kind.NewList,
			PredicateFunc:            predicate,
			DefaultQualifiedResource: resource, SingularQualifiedResource: groupVersion.WithResource(kind.Singular).GroupResource(),
			CreateStrategy: main, UpdateStrategy: main, DeleteStrategy: main, ResetFieldsStrategy: main,
			TableConvertor: rest.NewDefaultTableConvertor(resource),
		}
		if err := store.CompleteWithOptions(&generic.StoreOptions{RESTOptions: getter, AttrFunc: attributes}); err != nil {
			return nil, fmt.Errorf("%s: %w", kind.Plural, err)
		}
		out[kind.Plural] = &kept{Store: store, shortNames: kind.ShortNames}
		if kind.Status {
			of := *store
			forStatus := statusStrategy{main}
			of.UpdateStrategy, of.ResetFieldsStrategy = forStatus, forStatus
			out[kind.Plural+"/status"] = &statusOf{&of}
		}
	}
	return out, nil
}

type kept struct {
	*genericregistry.Store
	shortNames []string
}

func (k *kept) ShortNames() []string { return k.shortNames }

func (k *kept) List(ctx context.Context, options *metainternalversion.ListOptions) (runtime.Object, error) {
	list, err := k.Store.List(ctx, options)
	return withoutKinds(list), err
}

func (k *kept) DeleteCollection(ctx context.Context, validate rest.ValidateObjectFunc, options *metav1.DeleteOptions, listOptions *metainternalversion.ListOptions) (runtime.Object, error) {
	list, err := k.Store.DeleteCollection(ctx, validate, options, listOptions)
	return withoutKinds(list), err
}

// withoutKind takes the kind from an object. A server whose internal types are not its versioned ones never has it there; ours has, in what
// comes from etcd and not from the cache.
func withoutKind(object runtime.Object) error {
	object.GetObjectKind().SetGroupVersionKind(schema.GroupVersionKind{})
	return nil
}

func withoutKinds(list runtime.Object) runtime.Object {
	if list != nil {
		_ = meta.EachListItem(list, withoutKind)
	}
	return list
}

// statusOf serves a status: it can be read, replaced and patched.
type statusOf struct{ store *genericregistry.Store }

func (s *statusOf) New() runtime.Object { return s.store.New() }
func (s *statusOf) Destroy()            {}

func (s *statusOf) Get(ctx context.Context, name string, options *metav1.GetOptions) (runtime.Object, error) {
	return s.store.Get(ctx, name, options)
}

func (s *statusOf) Update(ctx context.Context, name string, info rest.UpdatedObjectInfo, validateCreate rest.ValidateObjectFunc, validate rest.ValidateObjectUpdateFunc, _ bool, options *metav1.UpdateOptions) (runtime.Object, bool, error) {
	return s.store.Update(ctx, name, info, validateCreate, validate, false, options)
}

func (s *statusOf) GetResetFields() map[fieldpath.APIVersion]*fieldpath.Set {
	return s.store.GetResetFields()
}

func (s *statusOf) ConvertToTable(ctx context.Context, object runtime.Object, options runtime.Object) (*metav1.Table, error) {
	return s.store.ConvertToTable(ctx, object, options)
}

// asked serves a kind that is answered and never kept.
type asked struct{ kind v1.Kind }

func (a *asked) New() runtime.Object     { return a.kind.New() }
func (a *asked) Destroy()                {}
func (a *asked) NamespaceScoped() bool   { return a.kind.Namespaced }
func (a *asked) GetSingularName() string { return a.kind.Singular }
func (a *asked) Create(ctx context.Context, object runtime.Object, validate rest.ValidateObjectFunc, _ *metav1.CreateOptions) (runtime.Object, error) {
	return object, validate(ctx, object)
}

// strategy has the rules that custom resources have too: names are DNS subdomains, the generation counts changes outside of metadata and status.
type strategy struct {
	runtime.ObjectTyper
	names.NameGenerator
	kind v1.Kind
}

func (s strategy) NamespaceScoped() bool                                   { return s.kind.Namespaced }
func (strategy) AllowCreateOnUpdate() bool                                 { return false }
func (strategy) AllowUnconditionalUpdate() bool                            { return false }
func (strategy) Canonicalize(runtime.Object)                               {}
func (strategy) WarningsOnCreate(context.Context, runtime.Object) []string { return nil }
func (strategy) WarningsOnUpdate(context.Context, runtime.Object, runtime.Object) []string {
	return nil
}

func (strategy) GetResetFields() map[fieldpath.APIVersion]*fieldpath.Set {
	return map[fieldpath.APIVersion]*fieldpath.Set{fieldpath.APIVersion(groupVersion.String()): fieldpath.NewSet(fieldpath.MakePathOrDie("status"))}
}

func part(object runtime.Object, name string) reflect.Value {
	return reflect.ValueOf(object).Elem().FieldByName(name)
}

func copyStatus(to, from runtime.Object) {
	status := part(to, "Status")
	switch {
	case !status.IsValid():
	case from == nil:
		status.SetZero()
	default:
		status.Set(part(from, "Status"))
	}
}

func accessor(object runtime.Object) metav1.Object {
	out, err := meta.Accessor(object)
	if err != nil {
		panic(err)
	}
	return out
}

func (strategy) PrepareForCreate(_ context.Context, object runtime.Object) {
	copyStatus(object, nil)
	accessor(object).SetGeneration(1)
}

func (strategy) PrepareForUpdate(_ context.Context, object, old runtime.Object) {
	_, _ = withoutKind(object), withoutKind(old)
	copyStatus(object, old)
	value := reflect.ValueOf(object).Elem()
	for i := range value.NumField() {
		switch value.Type().Field(i).Name {
		case "TypeMeta", "ObjectMeta", "Status":
		default:
			if !equality.Semantic.DeepEqual(value.Field(i).Interface(), reflect.ValueOf(old).Elem().Field(i).Interface()) {
				accessor(object).SetGeneration(accessor(old).GetGeneration() + 1)
				return
			}
		}
	}
}

func (s strategy) Validate(_ context.Context, object runtime.Object) field.ErrorList {
	return genericvalidation.ValidateObjectMetaAccessor(accessor(object), s.kind.Namespaced, genericvalidation.NameIsDNSSubdomain, field.NewPath("metadata"))
}

func (strategy) ValidateUpdate(_ context.Context, object, old runtime.Object) field.ErrorList {
	return genericvalidation.ValidateObjectMetaAccessorUpdate(accessor(object), accessor(old), field.NewPath("metadata"))
}

// statusStrategy lets a write change the status and nothing else.
type statusStrategy struct{ strategy }

func (statusStrategy) GetResetFields() map[fieldpath.APIVersion]*fieldpath.Set {
	return map[fieldpath.APIVersion]*fieldpath.Set{fieldpath.APIVersion(groupVersion.String()): fieldpath.NewSet(
		fieldpath.MakePathOrDie("metadata"), fieldpath.MakePathOrDie("spec"))}
}

func (statusStrategy) PrepareForUpdate(_ context.Context, object, old runtime.Object) {
	_, _ = withoutKind(object), withoutKind(old)
	meta := accessor(object)
	managed, version := meta.GetManagedFields(), meta.GetResourceVersion()
	whole := old.DeepCopyObject()
	copyStatus(whole, object)
	reflect.ValueOf(object).Elem().Set(reflect.ValueOf(whole).Elem())
	meta.SetManagedFields(managed)
	meta.SetResourceVersion(version)
}

func attributes(object runtime.Object) (labels.Set, fields.Set, error) {
	meta, err := meta.Accessor(object)
	if err != nil {
		return nil, nil, err
	}
	return labels.Set(meta.GetLabels()), generic.ObjectMetaFieldsSet(&metav1.ObjectMeta{Name: meta.GetName(), Namespace: meta.GetNamespace()}, meta.GetNamespace() != ""), nil
}

func predicate(label labels.Selector, field fields.Selector) storage.SelectionPredicate {
	return storage.SelectionPredicate{Label: label, Field: field, GetAttrs: attributes}
}
