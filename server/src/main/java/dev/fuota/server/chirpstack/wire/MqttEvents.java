package dev.fuota.server.chirpstack.wire;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import dev.fuota.protocol.codec.Bytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The events of an application, from ChirpStack's broker. It connects for ever; events that come
 * while it is not connected are lost, which a campaign takes for lost frames.
 */
public final class MqttEvents implements AutoCloseable {
  private static final int PORT = 1883;
  private static final int PORT_TLS = 8883;
  private static final int LONGEST_PAUSE_SECONDS = 60;
  private static final int MESSAGE_MAX = 1 << 20;

  /** Messages that wait for the loop; more are lost. */
  private static final int WAITING_MAX = 10_000;

  private final Executor loop;
  private final BiConsumer<String, Bytes> listener;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Mqtt3AsyncClient client;

  /**
   * Connects.
   *
   * @param broker {@code mqtt://host:1883} or {@code mqtts://user:password@host:8883}
   * @param clientId of this connection, unlike that of all others at the broker
   * @param loop runs what it is given on the thread that drives the server
   * @param listener is given topic and payload
   * @param connected is told each time whether the connection is there
   */
  public MqttEvents(
      URI broker,
      String clientId,
      String applicationId,
      Executor loop,
      BiConsumer<String, Bytes> listener,
      Consumer<Boolean> connected) {
    this.loop = loop;
    this.listener = listener;
    this.client = client(broker, clientId, applicationId, connected);
    client.publishes(MqttGlobalPublishFilter.ALL, this::onPublished);
    var unused = client.connect(); // its listeners tell what came of it
  }

  private Mqtt3AsyncClient client(
      URI broker, String clientId, String applicationId, Consumer<Boolean> connected) {
    boolean tls = "mqtts".equals(broker.getScheme());
    if (broker.getHost() == null || (!tls && !"mqtt".equals(broker.getScheme()))) {
      throw new IllegalArgumentException("the broker's address is neither mqtt:// nor mqtts://");
    }
    int usual = tls ? PORT_TLS : PORT;
    Mqtt3ClientBuilder builder =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier(clientId)
            .serverHost(broker.getHost())
            .serverPort(broker.getPort() < 0 ? usual : broker.getPort())
            .automaticReconnect()
            .initialDelay(1, TimeUnit.SECONDS)
            .maxDelay(LONGEST_PAUSE_SECONDS, TimeUnit.SECONDS)
            .applyAutomaticReconnect()
            .addConnectedListener(context -> subscribe(applicationId, connected))
            .addDisconnectedListener(context -> loop.execute(() -> connected.accept(false)));
    Mqtt3ClientBuilder secured = tls ? builder.sslWithDefaultConfig() : builder;
    return Optional.ofNullable(broker.getUserInfo())
        .map(user -> authenticated(secured, user))
        .orElse(secured)
        .buildAsync();
  }

  private static Mqtt3ClientBuilder authenticated(Mqtt3ClientBuilder builder, String user) {
    String[] parts = user.split(":", 2);
    byte[] password = (parts.length < 2 ? "" : parts[1]).getBytes(StandardCharsets.UTF_8);
    return builder.simpleAuth().username(parts[0]).password(password).applySimpleAuth();
  }

  private void subscribe(String applicationId, Consumer<Boolean> connected) {
    var unused =
        client
            .subscribeWith()
            .topicFilter("application/" + applicationId + "/device/+/event/+")
            .qos(MqttQos.AT_LEAST_ONCE)
            .send()
            .whenComplete((done, fault) -> loop.execute(() -> connected.accept(fault == null)));
  }

  private void onPublished(Mqtt3Publish published) {
    byte[] payload = published.getPayloadAsBytes();
    if (payload.length > MESSAGE_MAX || waiting.get() >= WAITING_MAX) {
      return;
    }
    waiting.incrementAndGet();
    String topic = published.getTopic().toString();
    loop.execute(
        () -> {
          waiting.decrementAndGet();
          listener.accept(topic, Bytes.of(payload));
        });
  }

  @Override
  public void close() {
    var unused = client.disconnect();
  }
}
