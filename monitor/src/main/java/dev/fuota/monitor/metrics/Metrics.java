package dev.fuota.monitor.metrics;

import dev.fuota.server.service.CampaignService;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The figures of the server in the text form of Prometheus. No label has a device in it. */
public final class Metrics {
  /** Of the text. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final int HUNDREDS = 100;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge campaigns =
      MultiGauge.builder("fuota.campaigns")
          .description("Campaigns in each state")
          .register(registry);
  private final MultiGauge cells =
      MultiGauge.builder("fuota.campaign.devices")
          .description("Devices of the newest campaigns, by stage and state in it")
          .register(registry);
  private final Map<Long, Integer> fragments = new ConcurrentHashMap<>();
  private final Map<String, NetworkFigures> networks = new ConcurrentHashMap<>();
  private final Supplier<List<NetworkFigures>> source;

  /**
   * @param source asked on the service's thread
   */
  public Metrics(Supplier<List<NetworkFigures>> source) {
    this.source = source;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    FunctionCounter.builder("fuota.fragments.sent", fragments, Metrics::sum)
        .description("Fragments sent by multicast or unicast, over all campaigns")
        .register(registry);
  }

  private static double sum(Map<Long, Integer> fragments) {
    return fragments.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** A request was answered. */
  public void answered(String route, int status, Duration time) {
    registry
        .timer("fuota.http.requests", "route", route, "status", status / HUNDREDS + "xx")
        .record(time);
  }

  /**
   * The text, with what the service knows.
   *
   * @param ask puts a question to the service on its thread
   */
  public String scrape(Asking ask) {
    Figures now = ask.ask(service -> Figures.of(service, source.get()));
    show(now);
    return registry.scrape();
  }

  /** The way to the service. */
  @FunctionalInterface
  public interface Asking {
    <T> T ask(Function<CampaignService, T> question);
  }

  private synchronized void show(Figures now) {
    campaigns.register(
        now.campaigns().entrySet().stream()
            .<Row<?>>map(it -> Row.of(Tags.of("state", it.getKey()), it.getValue()))
            .toList(),
        true);
    cells.register(now.cells().stream().<Row<?>>map(Metrics::row).toList(), true);
    // A campaign that is no more among the newest keeps its count: counters never fall.
    now.fragments().forEach((id, sent) -> fragments.merge(id, sent, Integer::max));
    for (NetworkFigures network : now.networks()) {
      if (networks.put(network.network(), network) == null) {
        addNetwork(network.network());
      }
    }
  }

  private static Row<?> row(Figures.Cell cell) {
    Tags tags =
        Tags.of(
            "campaign",
            Long.toString(cell.campaign()),
            "stage",
            cell.stage(),
            "state",
            cell.state());
    return Row.of(tags, cell.devices());
  }

  private void addNetwork(String name) {
    counter("fuota.network.uplinks", "Uplinks of devices", name, NetworkFigures::uplinks);
    counter("fuota.network.downlinks", "Downlinks sent", name, NetworkFigures::downlinks);
    gauge("fuota.network.gateways", "Gateways that are there", name, NetworkFigures::gateways);
    gauge("fuota.network.devices", "Devices with a session", name, NetworkFigures::devices);
  }

  private void counter(
      String meter, String what, String network, ToDoubleFunction<NetworkFigures> figure) {
    FunctionCounter.builder(meter, networks, it -> figure.applyAsDouble(it.get(network)))
        .description(what)
        .tag("network", network)
        .register(registry);
  }

  private void gauge(
      String meter, String what, String network, ToDoubleFunction<NetworkFigures> figure) {
    Gauge.builder(meter, networks, it -> figure.applyAsDouble(it.get(network)))
        .description(what)
        .tag("network", network)
        .register(registry);
  }
}
