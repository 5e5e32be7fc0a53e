package dev.fuota.server.chirpstack;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The calls of ChirpStack's {@code MulticastGroupService} ({@code api/multicast_group.proto}). */
final class GroupCalls {
  private static final String SERVICE = "MulticastGroupService";
  private static final String PREFIX = "fuota-";
  private static final int GROUPS_MAX = 1000;
  private static final int QUEUE_MAX = 10_000;
  private static final int CLASS_B = 1;

  private final ChirpstackSettings settings;

  GroupCalls(ChirpstackSettings settings) {
    this.settings = settings;
  }

  /** The name of a group in ChirpStack: by it the group is found again after a restart. */
  private static String name(DevAddr mcAddr) {
    return PREFIX + mcAddr;
  }

  /** The ids of the groups of ours in the application. */
  ApiCall<List<String>> list() {
    ProtoWriter request =
        new ProtoWriter().uint32(1, GROUPS_MAX).text(3, PREFIX).text(4, settings.applicationId());
    return ApiCall.of(SERVICE, "List", request, GroupCalls::ids);
  }

  private static List<String> ids(ProtoMessage answer) {
    List<String> ids = new ArrayList<>();
    for (ProtoMessage item : answer.messages(2, GROUPS_MAX)) {
      if (item.text(4).startsWith(PREFIX)) {
        ids.add(item.text(1));
      }
    }
    return ids;
  }

  /** Reads a group; empty if somebody else made it, by a like name. */
  ApiCall<Optional<Group>> get(String id) {
    return ApiCall.of(
        SERVICE,
        "Get",
        new ProtoWriter().text(1, id),
        answer -> group(answer.message(1).orElseThrow(() -> ProtoMessage.bad("no group"))));
  }

  private static Optional<Group> group(ProtoMessage m) {
    DevAddr mcAddr = DevAddr.fromHex(hex(m, 5, 2 * DevAddr.LENGTH));
    AesKey nwkSKey = AesKey.fromHex(hex(m, 6, 2 * AesKey.LENGTH));
    AesKey appSKey = AesKey.fromHex(hex(m, 7, 2 * AesKey.LENGTH));
    OptionalInt periodicity =
        m.number32(9) == CLASS_B ? OptionalInt.of(m.number32(14)) : OptionalInt.empty();
    GroupChannel channel = new GroupChannel(m.number32(11), m.number32(10), periodicity);
    SessionKeys keys = new SessionKeys(nwkSKey, appSKey);
    long next = Integer.toUnsignedLong(m.number32(8));
    return m.text(2).equals(name(mcAddr))
        ? Optional.of(new Group(m.text(1), mcAddr, keys, next, channel))
        : Optional.empty();
  }

  private static String hex(ProtoMessage m, int field, int digits) {
    String text = m.text(field);
    if (text.length() != digits || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      throw ProtoMessage.bad("field " + field + " has not " + digits + " hexadecimal digits");
    }
    return text;
  }

  /** Makes a group; the answer is its id. */
  ApiCall<String> create(Group group) {
    return ApiCall.of(
        SERVICE, "Create", new ProtoWriter().message(1, body(group)), GroupCalls::idOfNew);
  }

  private static String idOfNew(ProtoMessage answer) {
    String id = answer.text(1);
    if (id.isEmpty()) {
      throw ProtoMessage.bad("the group has no id");
    }
    return id;
  }

  /** Sets a group, with its counter. */
  ApiCall<Boolean> update(Group group) {
    return done("Update", new ProtoWriter().message(1, body(group)));
  }

  private ProtoWriter body(Group group) {
    GroupChannel channel = group.channel();
    return new ProtoWriter()
        .text(1, group.id())
        .text(2, name(group.mcAddr()))
        .text(3, settings.applicationId())
        .uint32(4, ChirpstackRegion.number(settings.region()))
        .text(5, group.mcAddr().toString())
        .text(6, group.keys().nwkSKey().bytes().toHex())
        .text(7, group.keys().appSKey().bytes().toHex())
        .unsigned(8, group.nextMcFCnt())
        .uint32(9, channel.pingPeriodicity().isPresent() ? CLASS_B : 0)
        .uint32(10, channel.rate())
        .uint32(11, channel.frequencyHz())
        .uint32(14, channel.pingPeriodicity().orElse(0));
  }

  ApiCall<Boolean> addGateway(String id, GatewayId gateway) {
    return done("AddGateway", new ProtoWriter().text(1, id).text(2, gateway.toString()));
  }

  ApiCall<Boolean> addDevice(String id, DeviceId device) {
    return done("AddDevice", new ProtoWriter().text(1, id).text(2, device.toString()));
  }

  /** Queues a frame; the answer is its counter. */
  ApiCall<Long> enqueue(String id, Downlink downlink) {
    ProtoWriter item =
        new ProtoWriter().text(1, id).uint32(3, downlink.fPort()).octets(4, downlink.payload());
    return ApiCall.of(
        SERVICE,
        "Enqueue",
        new ProtoWriter().message(1, item),
        answer -> Integer.toUnsignedLong(answer.number32(1)));
  }

  /** The counters of the frames that wait. */
  ApiCall<List<Long>> queue(String id) {
    return ApiCall.of(
        SERVICE,
        "ListQueue",
        new ProtoWriter().text(1, id),
        answer ->
            answer.messages(1, QUEUE_MAX).stream()
                .map(item -> Integer.toUnsignedLong(item.number32(2)))
                .toList());
  }

  ApiCall<Boolean> flush(String id) {
    return done("FlushQueue", new ProtoWriter().text(1, id));
  }

  ApiCall<Boolean> delete(String id) {
    return done("Delete", new ProtoWriter().text(1, id));
  }

  private static ApiCall<Boolean> done(String method, ProtoWriter request) {
    return ApiCall.of(SERVICE, method, request, answer -> true);
  }
}
