package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.SetGroup;
import dev.fuota.protocol.msu.WhoIs;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
  private final MsuWorld world = new MsuWorld();

  private static MsuCampaign.Builder campaign() {
    return MsuWorld.campaign(MsuWorld.file("a.bin", 3200));
  }

  private static Ipv4 address(String text) {
    return Ipv4.parse(text).orElseThrow();
  }

  // MSU-017, MSU-023
  @Test
  @DisplayName("A range is asked for as such, and both of its ends belong to it")
  void range() {
    List<ModelClient> clients = world.clients(4); // 10.0.0.1 to 10.0.0.4
    MsuTargets range = new MsuTargets.Range(address("10.0.0.2"), address("10.0.0.3"));
    clients.get(0).sayIAm();
    MsuReport report = world.run(campaign().targets(range).build());

    assertThat(world.messages(WhoIs.class))
        .containsOnly(
            new WhoIs(
                MsgType.CLIENT,
                Optional.of(address("10.0.0.2")),
                Optional.of(address("10.0.0.3"))));
    assertThat(report.clients())
        .extracting(ClientReport::deviceId)
        .containsExactlyInAnyOrder(address("10.0.0.2"), address("10.0.0.3"));
    assertThat(report.totals().ignored(IgnoredMessage.NOT_A_TARGET)).isEqualTo(1);
  }

  @Test
  @DisplayName("Of a list, who is not found stands in the report and is no success")
  void list() {
    world.clients(3);
    MsuTargets list =
        new MsuTargets.Listed(
            new TreeSet<>(List.of(address("10.0.0.1"), address("10.0.0.3"), address("10.0.0.9"))));
    MsuReport report = world.run(campaign().targets(list).build());

    assertThat(report.passed()).isEqualTo(2);
    assertThat(report.isSuccess()).isFalse();
    assertThat(report.clients()).hasSize(3);
    assertThat(report.clients().get(2).state()).isEqualTo(ClientState.NOT_FOUND);
    assertThat(report.clients().get(2).deviceId()).isEqualTo(address("10.0.0.9"));
  }

  // MSU-074, MSU-075
  @Test
  @DisplayName("A campaign for a group connects its members only, and announces for the group")
  void group() {
    final ModelClient member = world.client().group(7);
    world.client().group(8);
    world.client();
    MsuReport report = world.run(campaign().targets(new MsuTargets.GroupNumber(7)).build());

    assertThat(report.clients()).extracting(ClientReport::deviceId).containsExactly(member.id());
    assertThat(world.messages(Notification.class)).allMatch(n -> n.groupId().getAsInt() == 7);
  }

  // MSU-142
  @Test
  @DisplayName("A group number is given to each client, asked three times, and then announced")
  void setGroup() {
    final ModelClient a = world.client();
    final ModelClient b = world.client().keepsBack(GroupAck.class::isInstance);
    MsuReport report = world.run(campaign().assignGroup(5).build());

    assertThat(a.groupId()).isEqualTo(5);
    assertThat(world.sent(SetGroup.class)).filteredOn(s -> s.to().equals(a.endpoint())).hasSize(1);
    assertThat(world.sent(SetGroup.class)).filteredOn(s -> s.to().equals(b.endpoint())).hasSize(3);
    assertThat(world.messages(SetGroup.class)).contains(new SetGroup(5, MsgType.CLIENT, a.id()));
    assertThat(world.messages(Notification.class)).allMatch(n -> n.groupId().getAsInt() == 5);
    assertThat(report.isSuccess()).isTrue();
  }

  // MSU-012, MSU-030
  @Test
  @DisplayName("Two devices with one Device ID are both left out")
  void duplicateDeviceId() {
    world.clients(2);
    ModelClient first = world.clients().get(0);
    MsuCycle cycle = world.start(campaign().build());
    world.runFor(3000);
    ModelClient twin =
        new ModelClient(world, first.id()).at(new Endpoint(address("10.9.9.9"), 40_000));
    twin.sayIAm();
    world.finish();

    assertThat(world.reportOf(first).state()).isEqualTo(ClientState.DUPLICATE);
    assertThat(world.sent(ConnectRequest.class))
        .extracting(MsuWorld.Sent::to)
        .containsExactly(world.clients().get(1).endpoint());
    assertThat(cycle.report().isSuccess()).isFalse();
  }

  @Test
  @DisplayName("A twin that appears when the other is connected already does it no harm")
  void lateTwin() {
    ModelClient client = world.client();
    world.start(campaign().build());
    world.runUntil(MsuPhase.TRANSFER);
    new ModelClient(world, client.id()).at(new Endpoint(address("10.9.9.9"), 40_000)).sayIAm();
    assertThat(world.finish().isSuccess()).isTrue();
    assertThat(world.cycle().report().totals().ignored(IgnoredMessage.DUPLICATE_ID)).isEqualTo(1);
  }

  @Test
  @DisplayName("An I-Am that comes twice is one client")
  void twice() {
    ModelClient client = world.client();
    world.start(campaign().build());
    client.sayIAm();
    client.sayIAm();
    assertThat(world.finish().clients()).hasSize(1);
  }

  // S7
  @Test
  @DisplayName("A flood of invented devices fills no memory")
  void tooMany() {
    world.start(campaign().clientsMax(10).build());
    for (int i = 0; i < 500; i++) {
      new ModelClient(world, new Ipv4(0x0b00_0000 + i)).sayIAm();
    }
    world.runFor(10);
    assertThat(world.cycle().report().clients()).hasSize(10);
    assertThat(world.cycle().report().totals().ignored(IgnoredMessage.TOO_MANY)).isEqualTo(490);
  }

  @Test
  @DisplayName("Without any client the cycle ends after discovery, without success")
  void nobody() {
    MsuReport report = world.run(campaign().build());
    assertThat(report.isSuccess()).isFalse();
    assertThat(report.clients()).isEmpty();
    assertThat(world.messages(Notification.class)).isEmpty();
  }

  @Test
  @DisplayName("A client that announces itself when frames flow is connected and served by rounds")
  void late() {
    world.client();
    world.start(MsuWorld.campaign(MsuWorld.file("a.bin", 3200 * 6)).build());
    world.time().runUntil(() -> world.messages(DataTransfer.class).size() > 40);
    ModelClient late = world.client();
    late.sayIAm();
    MsuReport report = world.finish();
    assertThat(report.isSuccess()).isTrue();
    assertThat(late.files()).hasSize(1);
    assertThat(world.reportOf(late).files().get(0).chunkComplaints()).isPositive();
  }

  @Test
  @DisplayName("While devices still turn up late, it asks again, and not sooner than they answer")
  void asksOn() {
    world.client();
    int[] heard = {0};
    world.client().loses(m -> m instanceof WhoIs && ++heard[0] <= 2);
    int[] heardLater = {0};
    world.client().loses(m -> m instanceof WhoIs && ++heardLater[0] <= 3);
    MsuReport report = world.run(campaign().build());
    assertThat(report.passed()).isEqualTo(3);
    assertThat(world.sent(WhoIs.class))
        .extracting(MsuWorld.Sent::at)
        .containsExactly(0L, 1000L, 2000L, 5000L, 8000L);
  }

  @Test
  @DisplayName("Where every device answers at once, it asks three times")
  void asksNoMore() {
    world.clients(5);
    world.run(campaign().build());
    assertThat(world.sent(WhoIs.class)).hasSize(3);
  }

  @Test
  @DisplayName("Devices of a list that are silent are asked by name, five times more")
  void asksByName() {
    world.client();
    world.run(
        campaign()
            .targets(
                new MsuTargets.Listed(
                    new TreeSet<>(List.of(address("10.0.0.1"), address("10.0.0.9")))))
            .build());
    assertThat(world.messages(WhoIs.class))
        .hasSize(8)
        .endsWith(new WhoIs(MsgType.CLIENT, Optional.of(address("10.0.0.9")), Optional.empty()));
  }
}
