package dev.fuota.gateway.wire;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import dev.fuota.gateway.chirpstack.ChirpstackForwarder;
import dev.fuota.gateway.chirpstack.ChirpstackForwarder.Form;
import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Gateways that speak as ChirpStack's bridge does, all over one connection to the broker. It
 * connects for ever; what is said while it is not connected is lost, as QoS 0 has it.
 */
final class MqttBackhauls implements Backhauls {
  private static final int PORT = 1883;
  private static final int PORT_TLS = 8883;
  private static final int LONGEST_PAUSE_SECONDS = 60;

  /** Messages on their way to a slow broker; more are lost. */
  private static final int PENDING_MAX = 10_000;

  private final EventLoop loop;
  private final RandomGenerator random;
  private final String prefix;
  private final Form form;
  private final Mqtt3AsyncClient client;
  private final Map<String, ChirpstackForwarder> byTopic = new LinkedHashMap<>();
  private int pending;

  MqttBackhauls(ServerAddress address, EventLoop loop, RandomGenerator random) {
    this.loop = loop;
    this.random = random;
    this.prefix = address.option("prefix").orElse("eu868");
    this.form =
        address.option("form").filter("json"::equals).isPresent() ? Form.JSON : Form.PROTOBUF;
    this.client = client(address);
    client.publishes(
        MqttGlobalPublishFilter.ALL, published -> loop.post(() -> onPublished(published)));
    var unused = client.connect(); // it tries for ever, and the listener hears of success
  }

  private Mqtt3AsyncClient client(ServerAddress address) {
    boolean tls = address.scheme().equals("mqtts");
    Mqtt3ClientBuilder builder =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier(String.format(Locale.ROOT, "fuota-%016x", random.nextLong()))
            .serverHost(address.host())
            .serverPort(address.port(tls ? PORT_TLS : PORT))
            .automaticReconnect()
            .initialDelay(1, TimeUnit.SECONDS)
            .maxDelay(LONGEST_PAUSE_SECONDS, TimeUnit.SECONDS)
            .applyAutomaticReconnect()
            .addConnectedListener(context -> loop.post(this::subscribeAll));
    if (tls) {
      builder = builder.sslWithDefaultConfig();
    }
    Optional<String> user = address.user();
    return user.isEmpty() ? builder.buildAsync() : authenticated(builder, user.get()).buildAsync();
  }

  private static Mqtt3ClientBuilder authenticated(Mqtt3ClientBuilder builder, String user) {
    String[] parts = user.split(":", 2);
    byte[] password = (parts.length < 2 ? "" : parts[1]).getBytes(StandardCharsets.UTF_8);
    return builder.simpleAuth().username(parts[0]).password(password).applySimpleAuth();
  }

  @Override
  public Backhaul attach(Concentrator concentrator, Region region) {
    ChirpstackForwarder forwarder =
        new ChirpstackForwarder(concentrator, prefix, form, this::publish, loop, loop, random);
    String topic = forwarder.topics().command("down");
    byTopic.put(topic, forwarder);
    if (client.getState().isConnected()) {
      subscribe(topic);
    }
    return forwarder;
  }

  private void subscribeAll() {
    byTopic.keySet().forEach(this::subscribe);
  }

  private void subscribe(String topic) {
    // A refusal would be the broker's last word; a cut connection is followed by another one.
    var unused = client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_MOST_ONCE).send();
  }

  private void onPublished(Mqtt3Publish published) {
    ChirpstackForwarder forwarder = byTopic.get(published.getTopic().toString());
    if (forwarder != null) {
      forwarder.onDownlink(Bytes.of(published.getPayloadAsBytes()));
    }
  }

  private void publish(String topic, Bytes payload) {
    if (client.getState().isConnected() && pending < PENDING_MAX) {
      pending++;
      var unused =
          client
              .publishWith()
              .topic(topic)
              .qos(MqttQos.AT_MOST_ONCE)
              .payload(payload.toArray())
              .send()
              .whenComplete((sent, fault) -> loop.post(() -> pending--));
    }
  }

  @Override
  public void close() {
    byTopic.values().forEach(ChirpstackForwarder::stop);
    byTopic.clear();
    var unused = client.disconnect();
  }
}
