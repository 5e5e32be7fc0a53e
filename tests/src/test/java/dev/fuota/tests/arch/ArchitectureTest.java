package dev.fuota.tests.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arrows between modules run downwards only, and protocol code owns no thread, socket, clock or
 * random source.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.fuota");

  /** Module to the modules it may use; the JDK and third parties are not listed. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          entry("protocol", List.of()),
          entry("hal", List.of()),
          entry("report", List.of()),
          entry("settings", List.of("protocol")),
          entry("boot", List.of("protocol", "hal", "report")),
          entry("agent", List.of("protocol", "hal")),
          entry("drivers", List.of("protocol", "hal")),
          entry("emulators", List.of("protocol", "hal", "drivers", "agent", "boot")),
          entry("linux", List.of("hal", "drivers")),
          entry("device", List.of("protocol", "hal", "drivers", "settings", "boot", "agent")),
          entry("gateway", List.of("protocol", "hal")),
          entry("server", List.of("protocol", "hal", "gateway")),
          entry("monitor", List.of("protocol", "server")),
          entry("samples", List.of("protocol")),
          entry(
              "cluster",
              List.of("protocol", "hal.net", "report", "settings", "fleet", "cli.console")),
          entry("junit", List.of("protocol", "hal", "report", "settings", "fleet")),
          entry(
              "conformance",
              List.of("protocol", "hal", "agent", "boot", "gateway", "server", "fleet")));

  @ParameterizedTest(name = "{0} uses only what lies below it")
  @ValueSource(
      strings = {
        "protocol",
        "hal",
        "report",
        "settings",
        "boot",
        "agent",
        "drivers",
        "emulators",
        "linux",
        "device",
        "gateway",
        "server",
        "monitor",
        "samples",
        "cluster",
        "junit",
        "conformance"
      })
  void arrowsRunDownwardsOnly(String module) {
    String[] above =
        ARROWS.getOrDefault(module, List.of()).stream()
            .map(below -> "dev.fuota." + below + "..")
            .toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("dev.fuota." + module + "..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.fuota..")
                    .and(not(resideInAPackage("dev.fuota." + module + "..")))
                    .and(not(resideInAnyPackage(above))));
    rule.check(CLASSES);
  }

  @Test
  void onlyTheCommandLineSeesTheMonitor() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.fuota.monitor..", "dev.fuota.cli..", "dev.fuota.tests..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.fuota.monitor..");
    rule.check(CLASSES);
  }

  @Test
  void nobodyNeedsTheCluster() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.fuota.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fuota.cluster..", "org.apache.pekko..", "scala..");
    rule.check(CLASSES);
  }

  @Test
  void protocolStateMachinesAndServerEnginesOwnNoThreadSocketOrClock() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.fuota.protocol..",
                "dev.fuota.agent..",
                "dev.fuota.drivers..",
                "dev.fuota.emulators..",
                "dev.fuota.gateway.port..",
                "dev.fuota.gateway.json..",
                "dev.fuota.gateway.protobuf..",
                "dev.fuota.gateway.concentrator..",
                "dev.fuota.gateway.semtech..",
                "dev.fuota.gateway.station..",
                "dev.fuota.gateway.chirpstack..",
                "dev.fuota.server.network..",
                "dev.fuota.server.campaign..",
                "dev.fuota.server.firmware..",
                "dev.fuota.server.planner..",
                "dev.fuota.server.service..",
                "dev.fuota.server.msu..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.net..", "java.nio.channels..", "java.util.concurrent..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, java.util.Random.class, java.util.Timer.class);
    rule.check(CLASSES);
  }

  // PKG-13
  @ParameterizedTest(name = "nobody below the command lines and JUnit calls {0}")
  @ValueSource(
      strings = {
        "java.lang.System.nanoTime",
        "java.lang.System.currentTimeMillis",
        "java.time.Instant.now",
        "java.time.Clock.systemUTC",
        "java.lang.Math.random",
        "java.lang.Thread.sleep"
      })
  void timeAndChanceComeFromOutside(String method) {
    int dot = method.lastIndexOf('.');
    String owner = method.substring(0, dot);
    String name = method.substring(dot + 1);
    List<String> callers =
        CLASSES.stream()
            .filter(c -> !c.getPackageName().startsWith("dev.fuota.cli"))
            .filter(c -> !c.getPackageName().startsWith("dev.fuota.cluster"))
            .filter(c -> !c.getPackageName().startsWith("dev.fuota.junit"))
            .filter(c -> !c.getPackageName().startsWith("dev.fuota.tests"))
            .filter(c -> calls(c, owner, name))
            .map(JavaClass::getName)
            .toList();
    assertThat(callers).isEmpty();
  }

  private static boolean calls(JavaClass caller, String owner, String name) {
    return caller.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().getName().equals(owner)
                    && call.getTarget().getName().equals(name));
  }

  @Test
  void protocolUsesNoThirdPartyButCryptographyAndCompression() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("dev.fuota.protocol..")
            .should()
            .dependOnClassesThat(
                not(
                    resideInAnyPackage(
                        "dev.fuota.protocol..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "org.bouncycastle..",
                        "org.tukaani.xz..",
                        "org.apache.commons.compress.compressors..")));
    rule.check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.fuota.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    List<String> unmarked =
        CLASSES.stream()
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
            .map(p -> p.getName())
            .filter(name -> !name.endsWith("jmh_generated"))
            .toList();
    assertThat(unmarked).isEmpty();
  }
}
