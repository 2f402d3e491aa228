package main

import (
	"context"
	"encoding/json"
	"os"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
	"k8s.io/client-go/tools/record"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// useClients does with typed clients what controllers do, and prints what came of it as JSON.
func useClients(url, token, ca string) {
	config := &rest.Config{Host: url, BearerToken: token, TLSClientConfig: rest.TLSClientConfig{CAFile: ca}}
	client := must(kubernetes.NewForConfig(config))
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	found := map[string]any{}
	created := metav1.CreateOptions{FieldManager: "typed"}
	meta := metav1.ObjectMeta{Name: "typed", Namespace: "typed", Labels: map[string]string{"app": "typed"}}

	must(client.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: "typed"}}, created))
	account := must(client.CoreV1().ServiceAccounts("typed").Create(ctx, &corev1.ServiceAccount{ObjectMeta: meta}, created))
	config1 := must(client.CoreV1().ConfigMaps("typed").Create(ctx, &corev1.ConfigMap{ObjectMeta: meta, Data: map[string]string{"a": "1"}}, created))
	config1.Data["b"] = "2"
	found["configMap"] = must(client.CoreV1().ConfigMaps("typed").Update(ctx, config1, metav1.UpdateOptions{})).Data
	secret := &corev1.Secret{ObjectMeta: meta, StringData: map[string]string{"k": "v"}}
	found["secret"] = string(must(client.CoreV1().Secrets("typed").Create(ctx, secret, created)).Data["k"])
	selector := metav1.LabelSelector{MatchLabels: meta.Labels}
	template := corev1.PodTemplateSpec{
		ObjectMeta: metav1.ObjectMeta{Labels: meta.Labels},
		Spec: corev1.PodSpec{ServiceAccountName: account.Name, Containers: []corev1.Container{{
			Name: "c", Image: "i", Ports: []corev1.ContainerPort{{ContainerPort: 80}},
			Env: []corev1.EnvVar{{Name: "A", Value: "1"}},
		}}},
	}
	pod := must(client.CoreV1().Pods("typed").Create(ctx, &corev1.Pod{ObjectMeta: meta, Spec: template.Spec}, created))
	found["pod"] = pod.Status.Phase
	service := &corev1.Service{ObjectMeta: meta, Spec: corev1.ServiceSpec{
		Selector: meta.Labels, Ports: []corev1.ServicePort{{Port: 80, TargetPort: intstr.FromString("http")}},
	}}
	found["service"] = must(client.CoreV1().Services("typed").Create(ctx, service, created)).Spec.Ports[0].TargetPort.String()
	two := int32(2)
	deployment := &appsv1.Deployment{ObjectMeta: meta, Spec: appsv1.DeploymentSpec{Replicas: &two, Selector: &selector, Template: template}}
	must(client.AppsV1().Deployments("typed").Create(ctx, deployment, created))
	scale := must(client.AppsV1().Deployments("typed").GetScale(ctx, "typed", metav1.GetOptions{}))
	scale.Spec.Replicas = 3
	found["scale"] = must(client.AppsV1().Deployments("typed").UpdateScale(ctx, "typed", scale, metav1.UpdateOptions{})).Spec.Replicas
	job := &batchv1.Job{ObjectMeta: meta, Spec: batchv1.JobSpec{Template: template}}
	found["job"] = must(client.BatchV1().Jobs("typed").Create(ctx, job, created)).Name
	role := &rbacv1.Role{ObjectMeta: meta, Rules: []rbacv1.PolicyRule{{APIGroups: []string{""}, Resources: []string{"pods"}, Verbs: []string{"get"}}}}
	found["role"] = must(client.RbacV1().Roles("typed").Create(ctx, role, created)).Rules[0].Verbs
	binding := &rbacv1.RoleBinding{ObjectMeta: meta, RoleRef: rbacv1.RoleRef{APIGroup: "rbac.authorization.k8s.io", Kind: "Role", Name: "typed"}}
	found["roleBinding"] = must(client.RbacV1().RoleBindings("typed").Create(ctx, binding, created)).RoleRef.Name

	broadcaster := record.NewBroadcaster()
	broadcaster.StartRecordingToSink(&typedEvents{client, ctx})
	broadcaster.NewRecorder(scheme.Scheme, corev1.EventSource{Component: "typed"}).Event(pod, corev1.EventTypeNormal, "Seen", "a pod was seen")
	for found["event"] == nil && ctx.Err() == nil {
		for _, event := range must(client.CoreV1().Events("typed").List(ctx, metav1.ListOptions{})).Items {
			found["event"] = event.Reason + " of " + event.InvolvedObject.Kind
		}
		time.Sleep(50 * time.Millisecond)
	}
	broadcaster.Shutdown()

	led := make(chan string, 1)
	lock := must(resourcelock.New(resourcelock.LeasesResourceLock, "typed", "leader", client.CoreV1(), client.CoordinationV1(), resourcelock.ResourceLockConfig{Identity: "me"}))
	electing, stop := context.WithCancel(ctx)
	go leaderelection.RunOrDie(electing, leaderelection.LeaderElectionConfig{
		Lock: lock, LeaseDuration: 3 * time.Second, RenewDeadline: 2 * time.Second, RetryPeriod: 300 * time.Millisecond,
		ReleaseOnCancel: true,
		Callbacks: leaderelection.LeaderCallbacks{
			OnStartedLeading: func(context.Context) { time.Sleep(time.Second); led <- "led" },
			OnStoppedLeading: func() { led <- "stopped" },
		},
	})
	found["leader"] = <-led
	lease := must(client.CoordinationV1().Leases("typed").Get(ctx, "leader", metav1.GetOptions{}))
	found["lease"] = []any{*lease.Spec.HolderIdentity, lease.Spec.RenewTime.After(lease.Spec.AcquireTime.Time)}
	stop()
	<-led
	json.NewEncoder(os.Stdout).Encode(found)
}

// typedEvents writes events in the namespace of the test.
type typedEvents struct {
	client *kubernetes.Clientset
	ctx    context.Context
}

func (t *typedEvents) Create(event *corev1.Event) (*corev1.Event, error) {
	return t.client.CoreV1().Events(event.Namespace).Create(t.ctx, event, metav1.CreateOptions{})
}

func (t *typedEvents) Update(event *corev1.Event) (*corev1.Event, error) {
	return t.client.CoreV1().Events(event.Namespace).Update(t.ctx, event, metav1.UpdateOptions{})
}

func (t *typedEvents) Patch(event *corev1.Event, data []byte) (*corev1.Event, error) {
	return t.client.CoreV1().Events(event.Namespace).Patch(t.ctx, event.Name, "application/strategic-merge-patch+json", data, metav1.PatchOptions{})
}
