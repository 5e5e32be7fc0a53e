package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.harness.FakeNetwork;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A service on two networks that send nothing by themselves: "east" and "west". */
final class ServiceRig {
  final VirtualTime time = new VirtualTime();
  final MemoryStore memory = new MemoryStore();
  final Map<String, FakeNetwork> networks = new TreeMap<>();
  CampaignService service;
  private Optional<RuntimeException> fault = Optional.empty();

  /** All that a server keeps. */
  interface Both extends SessionStore, CampaignStore {
    @Override
    void commit();
  }

  ServiceRig() {
    service = open();
  }

  FakeNetwork network(String name) {
    return Optional.ofNullable(networks.get(name)).orElseThrow();
  }

  /** Another process, with what the store holds. */
  CampaignService open() {
    Both store =
        (Both)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Both.class},
                (proxy, method, arguments) -> call(method, arguments));
    Map<String, Network> all = new TreeMap<>();
    for (String name : List.of("east", "west")) {
      FakeNetwork fake = new FakeNetwork(time);
      networks.put(name, fake);
      all.put(name, network(name, fake, new SessionCounters(store)));
    }
    service =
        new CampaignService(
            new ServicePorts(
                all,
                store,
                time,
                time,
                new SplittableRandom(5),
                new FirmwareWorkshop(Optional.empty()),
                ServiceSettings.usual()));
    service.open();
    return service;
  }

  private static Network network(String name, FakeNetwork fake, SessionCounters counters) {
    return new StubNetwork(name, name.equals("east") ? Region.EU868 : Region.US915, fake, counters);
  }

  private @Nullable Object call(Method method, Object[] arguments) {
    if (method.getName().equals("commit")) {
      fault.ifPresent(
          problem -> {
            throw problem;
          });
      return null;
    }
    try {
      return method.invoke(memory, arguments);
    } catch (IllegalAccessException | InvocationTargetException problem) {
      throw new LinkageError(method.getName(), problem);
    }
  }

  /** Every commit fails like this from now on. */
  void fail(RuntimeException problem) {
    fault = Optional.of(problem);
  }

  static <T> T ok(Result<T> result) {
    if (result instanceof Result.Ok<T> done) {
      return done.value();
    }
    throw new AssertionError(result.toString());
  }

  static <T> Result.Refused<T> refused(Result<T> result) {
    if (result instanceof Result.Refused<T> refused) {
      return refused;
    }
    throw new AssertionError(result.toString());
  }

  static String device(int number) {
    return String.format("0004a30b001c%04x", number);
  }

  /** Registers devices with consecutive numbers. */
  List<String> devices(String network, int first, int count, String... more) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = device(first + i);
      Map<String, String> attributes = new TreeMap<>();
      attributes.put("network", network);
      attributes.put("genAppKey", String.format("%032x", 0xabc000 + first + i));
      attributes.put("version", "1.0.0");
      for (int j = 0; j < more.length; j += 2) {
        attributes.put(more[j], more[j + 1]);
      }
      ok(service.register(name, attributes));
      names.add(name);
    }
    return names;
  }

  /** A request for a file of a thousand octets. */
  CampaignRequest upload(List<String> devices, Map<String, String> parameters) {
    byte[] octets = new byte[1000];
    new SplittableRandom(8).nextBytes(octets);
    FileView file = ok(service.addFile("any.bin", Bytes.of(octets)));
    return request(CampaignKind.UPLOAD_BINARY_FILE, devices, Optional.of(file), parameters);
  }

  static CampaignRequest request(
      CampaignKind kind,
      List<String> devices,
      Optional<FileView> file,
      Map<String, String> parameters) {
    return new CampaignRequest(
        "a campaign",
        kind,
        devices,
        List.of(),
        List.of(),
        file.map(FileView::sha256),
        List.of(),
        Optional.empty(),
        parameters);
  }

  /** Creates and starts a campaign. */
  long start(CampaignRequest request) {
    long id = ok(service.create(request));
    ok(service.start(id));
    return id;
  }
}
