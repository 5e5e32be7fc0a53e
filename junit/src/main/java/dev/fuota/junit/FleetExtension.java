package dev.fuota.junit;

import dev.fuota.fleet.page.FleetPages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests a {@link Fleet}, stops it at their end, and writes and publishes its report. Comes
 * with {@link FuotaFleet}, or is registered with a fleet that is built in code:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FleetExtension FLEET =
 *     FleetExtension.of(Fleet.scenario("fifty meters").devices(50).loss("10%").image("100KiB"));
 * }</pre>
 *
 * <p>Reports go to {@code target/fuota-reports/CLASS/METHOD}; the configuration parameter {@code
 * fuota.reports} names another folder for them all.
 */
public final class FleetExtension
    implements ParameterResolver, AfterEachCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(FleetExtension.class);
  private static final String FOLDER = "fuota.reports";
  private static final String USUAL_FOLDER = "target/fuota-reports";
  private static final String ENTRY = "fuota.report";
  private static final MediaType HTML = MediaType.create("text", "html", StandardCharsets.UTF_8);
  private static final Pattern INVOCATION = Pattern.compile("invocation:#(\\d+)]");

  private final Optional<Plan> built;

  /** What {@link FuotaFleet} registers. */
  public FleetExtension() {
    this.built = Optional.empty();
  }

  private FleetExtension(Plan plan) {
    this.built = Optional.of(plan);
  }

  /** A fleet that is built in code. */
  public static FleetExtension of(FleetBuilder scenario) {
    ScenarioSource source = ScenarioSource.of(scenario);
    return new FleetExtension(new Plan(test -> source, () -> ""));
  }

  /** The same as {@link FuotaFleet#scenario} names. */
  public static FleetExtension of(String scenario) {
    return new FleetExtension(new Plan(test -> ScenarioSource.find(scenario, test), () -> ""));
  }

  /**
   * The same fleet with a server elsewhere.
   *
   * @param server asked when the fleet is made, after all {@code @BeforeEach}: its address, as
   *     {@link FuotaFleet#against} takes it
   */
  public FleetExtension against(Supplier<String> server) {
    Plan plan = built.orElseThrow(() -> new IllegalStateException("call of(...) first"));
    return new FleetExtension(new Plan(plan.scenario(), server));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Fleet.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(Held.class, key -> held(context), Held.class)
        .fleet();
  }

  private Held held(ExtensionContext context) {
    Plan plan = built.orElseGet(() -> annotated(context));
    ScenarioSource source = plan.scenario().apply(context.getRequiredTestClass());
    String server = Placeholders.filled(plan.server().get(), context::getConfigurationParameter);
    Fleet fleet = Fleets.of(source, server, new Footprint(folder(context), source));
    return new Held(fleet, context.getUniqueId());
  }

  private static Plan annotated(ExtensionContext context) {
    Optional<ExtensionContext> at = Optional.of(context);
    while (at.isPresent()) {
      Optional<FuotaFleet> found =
          AnnotationSupport.findAnnotation(at.get().getElement(), FuotaFleet.class);
      if (found.isPresent()) {
        FuotaFleet its = found.get();
        return new Plan(test -> ScenarioSource.find(its.scenario(), test), its::against);
      }
      at = at.get().getParent();
    }
    throw new ExtensionConfigurationException(
        "a test wants a Fleet, but neither it nor its class has @FuotaFleet");
  }

  private static Path folder(ExtensionContext context) {
    Path all = Path.of(context.getConfigurationParameter(FOLDER).orElse(USUAL_FOLDER));
    Path ofClass = all.resolve(context.getRequiredTestClass().getName());
    return context
        .getTestMethod()
        .map(method -> ofClass.resolve(method.getName() + invocation(context)))
        .orElse(ofClass);
  }

  /** Tests that run several times have a number in their id for each time. */
  private static String invocation(ExtensionContext context) {
    StringBuilder numbers = new StringBuilder();
    Matcher number = INVOCATION.matcher(context.getUniqueId());
    while (number.find()) {
      numbers.append('-').append(number.group(1));
    }
    return numbers.toString();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    end(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end(context);
  }

  private static void end(ExtensionContext context) {
    Held held = store(context).get(Held.class, Held.class);
    if (held == null || !held.owner().equals(context.getUniqueId())) {
      return; // none was asked for, or it is the whole class's
    }
    Fleet fleet = held.fleet();
    fleet.stop();
    if (fleet.lived()) {
      fleet.report();
      publish(context, Path.of(fleet.reportFolder()));
    }
  }

  private static void publish(ExtensionContext context, Path folder) {
    context.publishReportEntry(ENTRY, folder.toString());
    try {
      if (Files.exists(folder.resolve(FleetPages.HTML))) {
        context.publishFile(
            FleetPages.HTML, HTML, copy -> Files.copy(folder.resolve(FleetPages.HTML), copy));
      }
    } catch (JUnitException nowhere) {
      // An old launcher has no folder for files. The entry says where the report is.
    }
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  /**
   * What fleet is to be made.
   *
   * @param scenario for a test class
   * @param server its address; empty: as the scenario says
   */
  private record Plan(Function<Class<?>, ScenarioSource> scenario, Supplier<String> server) {}

  /**
   * A fleet and the id of the test or class that it was made for. JUnit closes it at the latest
   * with that.
   */
  private record Held(Fleet fleet, String owner) implements AutoCloseable {
    @Override
    public void close() {
      fleet.stop();
    }
  }
}
