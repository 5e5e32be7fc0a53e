package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.service.CampaignView.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a user can do: register devices, add files, plan, create, start, watch and abort
 * campaigns. Called on the one thread that drives the server; a request that is wrong gets a
 * refusal, never an exception.
 *
 * <p>What it must not forget it saves in its store, together at the end of each turn. A request
 * that changes something returns when the change is durable. If the store fails, nothing is sent
 * and nothing can be changed any more, and {@link #fault} says so.
 */
public final class CampaignService {
  private static final int SET_NAME_MAX = 100;

  private final ServicePorts ports;
  private final Ledger ledger;
  private final MessageLog log = new MessageLog();
  private final Map<String, NetworkFront> networks = new TreeMap<>();
  private final Registry registry;
  private final Groups groups;
  private final Files files;
  private final CampaignBook book;
  private final DraftMaker drafts;
  private final DraftMaker plans;
  private final List<ServiceListener> listeners = new ArrayList<>();

  /** A service that does nothing before it is {@link #open opened}. */
  public CampaignService(ServicePorts ports) {
    this.ports = ports;
    this.ledger = new Ledger(ports.store(), ports.timers());
    ports
        .networks()
        .forEach((name, network) -> networks.put(name, new NetworkFront(network, log, ledger)));
    this.registry = new Registry(networks, ledger);
    this.groups = new Groups(ledger, ports.settings(), ports.random());
    this.files = new Files(ports.store(), ledger);
    this.book = new CampaignBook(ports.store(), ledger, groups, files, this::context, this::tell);
    this.drafts = new DraftMaker(ports, networks, registry, groups, files, book::of);
    this.plans = new DraftMaker(ports, networks, registry, groups, files, book::begun);
  }

  private PartContext context(long id, CampaignRequest request, PartContext.Watcher watcher) {
    return new PartContext(
        id,
        request,
        ServiceParameters.read(request.parameters()).engines(),
        networks,
        registry,
        groups,
        files,
        ports.store(),
        ledger,
        ports.clock(),
        ledger.timers(),
        watcher);
  }

  private void tell(long id) {
    listeners.forEach(listener -> listener.onChange(id));
  }

  /** Reads what the store holds, and goes on with what ran. To be called once, first. */
  public void open() {
    ledger.run(
        () -> {
          registry.open(ports.store());
          groups.open(ports.store());
          files.open();
          book.open();
        });
    ledger.flush();
  }

  /** Makes durable what has changed, and refuses instead if that is not possible. */
  private <T> Result<T> durable(Result<T> result) {
    ledger.flush();
    return ledger.fault().<Result<T>>map(it -> Result.refused("STORE_FAULT", it)).orElse(result);
  }

  private <T> Result<T> noCampaign(long id) {
    return Result.refused("NO_CAMPAIGN", "there is no campaign " + id);
  }

  /** Creates a campaign; it does not start. */
  public Result<Long> create(CampaignRequest request) {
    Optional<String> fault = ledger.fault();
    if (fault.isPresent()) {
      return Result.refused("STORE_FAULT", fault.get());
    }
    Result<Draft> draft = drafts.make(request);
    if (draft instanceof Result.Refused<Draft> refused) {
      return refused.as();
    }
    Draft made = ((Result.Ok<Draft>) draft).value();
    if (!groups.hasRoom(made.parts().size())) {
      return Result.refused("NO_ADDRESS", "no address is left for a group");
    }
    long[] id = new long[1];
    ledger.run(() -> id[0] = book.create(made, ports.clock().instant()));
    return durable(new Result.Ok<>(id[0]));
  }

  /** Starts a campaign that was created. */
  public Result<CampaignView> start(long id) {
    Optional<CampaignRun> run = book.find(id);
    if (run.isEmpty()) {
      return noCampaign(id);
    }
    if (run.get().phase() != Phase.CREATED) {
      return Result.refused("CAMPAIGN_STARTED", "campaign " + id + " was started before");
    }
    ledger.run(run.get()::start);
    return durable(new Result.Ok<>(CampaignViews.of(run.get())));
  }

  /**
   * Ends a campaign, whether it has started or not.
   *
   * @param deleteOnDevices whether its devices are told to delete session and group
   */
  public Result<CampaignView> abort(long id, boolean deleteOnDevices) {
    Optional<CampaignRun> run = book.find(id);
    if (run.isEmpty()) {
      return noCampaign(id);
    }
    if (run.get().phase() == Phase.ENDED) {
      return Result.refused("CAMPAIGN_ENDED", "campaign " + id + " has ended");
    }
    ledger.run(() -> run.get().abort(deleteOnDevices));
    return durable(new Result.Ok<>(CampaignViews.of(run.get())));
  }

  /**
   * What a campaign would be like; it creates nothing.
   *
   * @param request may have the parameter {@code loss} besides: the share of frames that a device
   *     loses, or {@code ge:10%,4} for losses in bursts of 4
   */
  public Result<PlanView> plan(CampaignRequest request) {
    PlanLoss loss = PlanLoss.read(request.parameters());
    if (!loss.problems().isEmpty()) {
      return new Result.Refused<>(
          "PARAMETER_INVALID", loss.problems().get(0).text(), loss.problems(), List.of());
    }
    Result<Draft> draft = plans.make(request.withParameters(loss.others()));
    return draft instanceof Result.Refused<Draft> refused
        ? refused.as()
        : PlanMaker.of(((Result.Ok<Draft>) draft).value(), loss.distribution(), loss.model());
  }

  /** All campaigns, the newest first. */
  public List<CampaignView> campaigns() {
    return book.views();
  }

  /** One campaign; empty if there is none with this id. */
  public Optional<CampaignDetail> campaign(long id) {
    return book.find(id).map(CampaignViews::detail);
  }

  /** Some of its devices; empty if there is no such campaign. */
  public Optional<DevicePage> devices(long id, DeviceQuery query) {
    return book.find(id).map(run -> DevicePages.of(run, query, registry));
  }

  /** All its devices by all its stages; empty if there is no such campaign. */
  public Optional<Matrix> matrix(long id) {
    return book.find(id).map(MatrixViews::of);
  }

  /**
   * What is different from a matrix that was looked at before.
   *
   * @param since revision of that one
   */
  public Optional<MatrixChanges> matrixChanges(long id, long since) {
    return book.find(id).map(run -> MatrixViews.changes(run, since));
  }

  /** A device within a campaign; empty if it is none of its targets. */
  public Optional<DeviceDetail> device(long id, String device) {
    Optional<DeviceId> name = DeviceForm.id(device);
    Optional<CampaignRun> run = book.find(id);
    return name.flatMap(it -> run.flatMap(in -> in.partOf(it)).map(part -> detail(part, it)));
  }

  private DeviceDetail detail(Part part, DeviceId device) {
    DeviceView view = part.devices(List.of(device)).get(0);
    return new DeviceDetail(
        view.device(),
        view.part(),
        view.name(),
        view.version(),
        view.outcome(),
        view.reason(),
        view.stages(),
        view.missing(),
        log.of(device, part.plan().packages()),
        registry.find(device).map(this::view));
  }

  /** Keeps a file; the same content again keeps it once. */
  public Result<FileView> addFile(String name, Bytes content) {
    return durable(files.add(name, content));
  }

  public List<FileView> files() {
    return files.views();
  }

  private RegisteredDevice view(DeviceEntry entry) {
    return registry.view(entry, book.of(entry.device()));
  }

  /** All devices, by their names. */
  public List<RegisteredDevice> registered() {
    return registry.devices().values().stream().map(this::view).toList();
  }

  public Optional<RegisteredDevice> registered(String device) {
    return DeviceForm.id(device).flatMap(registry::find).map(this::view);
  }

  /**
   * Registers a device, or registers it anew.
   *
   * @param device 16 hexadecimal digits; 8 for an address that stands for an EUI
   * @param attributes by their names: {@code name}, {@code network}, {@code class} (A, C), {@code
   *     lorawan} (1.0.3, 1.0.4, 1.1), {@code packageVersion} (1, 2), {@code uplinkInterval}; what
   *     it can take: {@code hardware}, {@code version}, {@code slotSize}, {@code sectorSize},
   *     {@code expandRam}, {@code packages}, {@code lzma2}, {@code installer}; to join {@code
   *     joinEui}, {@code appKey} and in 1.1 {@code nwkKey}; personalised {@code devAddr}, {@code
   *     nwkSKey}, {@code appSKey}, or the four keys of 1.1; and {@code genAppKey} for the keys of
   *     groups in 1.0.x
   */
  public Result<RegisteredDevice> register(String device, Map<String, String> attributes) {
    Result<DeviceEntry> entry = registry.register(device, attributes);
    return entry instanceof Result.Refused<DeviceEntry> refused
        ? refused.as()
        : durable(new Result.Ok<>(view(((Result.Ok<DeviceEntry>) entry).value())));
  }

  /** Takes a device from the registry, unless a campaign has it. */
  public Result<RegisteredDevice> remove(String device) {
    Optional<DeviceEntry> entry = DeviceForm.id(device).flatMap(registry::find);
    if (entry.isEmpty()) {
      return Result.refused("NO_DEVICE", "there is no device " + device);
    }
    OptionalLong campaign = book.of(entry.get().device());
    if (campaign.isPresent()) {
      return Result.refused("DEVICE_BUSY", "campaign " + campaign.getAsLong() + " has it now");
    }
    RegisteredDevice view = view(entry.get());
    registry.remove(entry.get());
    log.forget(entry.get().device());
    return durable(new Result.Ok<>(view));
  }

  public Map<String, Set<DeviceId>> deviceSets() {
    return registry.sets();
  }

  /** Makes a set, or makes it anew; all its devices must be registered. */
  public Result<Set<DeviceId>> saveDeviceSet(String name, List<String> devices) {
    if (name.isBlank() || name.length() > SET_NAME_MAX) {
      return Result.refused("SET_INVALID", "a set has a name of 1.." + SET_NAME_MAX + " letters");
    }
    Set<DeviceId> members = new TreeSet<>();
    List<DeviceProblem> unknown = new ArrayList<>();
    for (String device : devices) {
      Optional<DeviceId> id = DeviceForm.id(device).filter(it -> registry.find(it).isPresent());
      id.ifPresentOrElse(
          members::add,
          () -> unknown.add(new DeviceProblem(device, "UNKNOWN_DEVICE", "it is not registered")));
    }
    if (!unknown.isEmpty()) {
      return new Result.Refused<>(
          "SET_INVALID", "not all devices are registered", List.of(), unknown);
    }
    registry.saveSet(name, members);
    return durable(new Result.Ok<>(members));
  }

  /** Forgets a set; its devices stay. */
  public Result<Set<DeviceId>> removeDeviceSet(String name) {
    Optional<Set<DeviceId>> removed = registry.removeSet(name);
    return removed.isEmpty()
        ? Result.refused("NO_SET", "there is no set " + name)
        : durable(new Result.Ok<>(removed.get()));
  }

  /** Multicast groups that were made by campaigns and stay on their devices. */
  public List<GroupView> groups() {
    return groups.views();
  }

  /** All changes are told to {@code listener} too from now on. */
  public void listen(ServiceListener listener) {
    listeners.add(listener);
  }

  /** Makes durable what has changed; for the owner of the loop, at the end of each turn. */
  public void turnEnded() {
    ledger.flush();
  }

  /** Why the service has stopped to send; empty while all is well. */
  public Optional<String> fault() {
    return ledger.fault();
  }

  /** Names of the networks. */
  public Set<String> networks() {
    return ports.networks().keySet();
  }
}
