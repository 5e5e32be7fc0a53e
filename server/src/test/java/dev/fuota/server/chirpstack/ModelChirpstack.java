package dev.fuota.server.chirpstack;

import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.harness.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A ChirpStack as far as the adapter sees it, by what was observed of v4.19: it queues, counts the
 * frames of groups, refuses as ChirpStack does; the test sends what is queued.
 */
final class ModelChirpstack implements ApiTransport {
  final List<String> calls = new ArrayList<>();
  final Map<String, ModelGroup> groups = new LinkedHashMap<>();
  final Map<String, List<String>> deviceQueues = new LinkedHashMap<>();

  /** Says what is replied in place of ChirpStack, by the method's name. */
  Function<String, Optional<Reply>> mood = method -> Optional.empty();

  Duration delay = Duration.ofMillis(5);
  private final VirtualTime time;
  private int ids;

  /** A multicast group, as its creator described it. */
  static final class ModelGroup {
    ProtoMessageFields fields;
    long fCnt;
    final List<String> gateways = new ArrayList<>();
    final List<String> devices = new ArrayList<>();
    final List<Long> queue = new ArrayList<>();

    ModelGroup(ProtoMessageFields fields) {
      this.fields = fields;
      this.fCnt = fields.fCnt();
    }
  }

  /** What a group's message says. */
  record ProtoMessageFields(
      String name,
      String mcAddr,
      String nwkSKey,
      String appSKey,
      long fCnt,
      int type,
      int rate,
      int frequency,
      int periodicity) {
    static ProtoMessageFields of(ProtoMessage m) {
      return new ProtoMessageFields(
          m.text(2),
          m.text(5),
          m.text(6),
          m.text(7),
          m.number(8),
          m.number32(9),
          m.number32(10),
          m.number32(11),
          m.number32(14));
    }

    ProtoWriter write(String id, long counter) {
      return new ProtoWriter()
          .text(1, id)
          .text(2, name)
          .text(5, mcAddr)
          .text(6, nwkSKey)
          .text(7, appSKey)
          .unsigned(8, counter)
          .uint32(9, type)
          .uint32(10, rate)
          .uint32(11, frequency)
          .uint32(14, periodicity);
    }
  }

  ModelChirpstack(VirtualTime time) {
    this.time = time;
  }

  @Override
  public void call(String method, Bytes message, Consumer<Reply> then) {
    String name = method.replaceAll("api\\.(.)[A-Za-z]*/", "$1."); // D.Enqueue, M.Create, …
    calls.add(name);
    Reply reply = mood.apply(name).orElseGet(() -> answer(name, message));
    time.after(delay, () -> then.accept(reply));
  }

  private Reply answer(String name, Bytes message) {
    return ProtoMessage.decode(name, message, m -> answer(name, m)).value().orElseThrow();
  }

  private Reply answer(String name, ProtoMessage m) {
    return switch (name) {
      case "D.Enqueue" -> enqueue(m.message(1).orElseThrow().text(2));
      case "D.FlushQueue" -> {
        deviceQueues.remove(m.text(1));
        yield ok(new ProtoWriter());
      }
      case "M.List" -> list();
      case "M.Create" -> create(m.message(1).orElseThrow());
      default -> ofGroup(name, m);
    };
  }

  private Reply enqueue(String device) {
    if (device.equals("ffffffffffffffff")) {
      return new Reply.Refused(13, "FOREIGN KEY constraint failed"); // as SQLite says it
    }
    String id = nextId();
    deviceQueues.computeIfAbsent(device, d -> new ArrayList<>()).add(id);
    return ok(new ProtoWriter().text(1, id));
  }

  private Reply list() {
    ProtoWriter answer = new ProtoWriter().uint32(1, groups.size());
    groups.forEach(
        (id, group) ->
            answer.message(2, new ProtoWriter().text(1, id).text(4, group.fields.name())));
    return ok(answer);
  }

  private Reply create(ProtoMessage m) {
    String id = nextId();
    groups.put(id, new ModelGroup(ProtoMessageFields.of(m)));
    return ok(new ProtoWriter().text(1, id));
  }

  private Reply ofGroup(String name, ProtoMessage m) {
    boolean wrapped = name.equals("M.Update") || name.equals("M.Enqueue");
    String id = wrapped ? m.message(1).orElseThrow().text(1) : m.text(1);
    ModelGroup group = groups.get(id);
    if (group == null) {
      return new Reply.Refused(5, "Object does not exist (id: " + id + ")");
    }
    return switch (name) {
      case "M.Get" -> ok(new ProtoWriter().message(1, group.fields.write(id, group.fCnt)));
      case "M.Update" -> {
        group.fields = ProtoMessageFields.of(m.message(1).orElseThrow());
        group.fCnt = group.fields.fCnt();
        yield ok(new ProtoWriter());
      }
      case "M.AddGateway" -> member(group.gateways, m.text(2), "gateway");
      case "M.AddDevice" -> member(group.devices, m.text(2), "device");
      case "M.Enqueue" -> enqueue(group);
      case "M.ListQueue" -> queue(group);
      case "M.FlushQueue" -> {
        group.queue.clear();
        yield ok(new ProtoWriter());
      }
      case "M.Delete" -> {
        groups.remove(id);
        yield ok(new ProtoWriter());
      }
      default -> new Reply.Refused(12, name);
    };
  }

  private static Reply member(List<String> members, String eui, String what) {
    if (members.contains(eui)) {
      return new Reply.Refused(
          13, "UNIQUE constraint failed: multicast_group_" + what + ".multicast_group_id");
    }
    members.add(eui);
    return ok(new ProtoWriter());
  }

  /** Without a gateway it takes the frame, counts it and forgets it. */
  private static Reply enqueue(ModelGroup group) {
    long fCnt = group.fCnt++;
    if (!group.gateways.isEmpty() || !group.devices.isEmpty()) {
      group.queue.add(fCnt);
    }
    return ok(new ProtoWriter().unsigned(1, fCnt));
  }

  private static Reply queue(ModelGroup group) {
    ProtoWriter answer = new ProtoWriter();
    group.queue.forEach(fCnt -> answer.message(1, new ProtoWriter().unsigned(2, fCnt)));
    return ok(answer);
  }

  private static Reply ok(ProtoWriter answer) {
    return new Reply.Answer(answer.toBytes());
  }

  private String nextId() {
    return String.format("00000000-0000-0000-0000-%012x", ++ids);
  }

  /** The only group. */
  ModelGroup group() {
    return groups.values().iterator().next();
  }

  long count(String call) {
    return calls.stream().filter(call::equals).count();
  }
}
