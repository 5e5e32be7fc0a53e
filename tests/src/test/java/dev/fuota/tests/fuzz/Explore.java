package dev.fuota.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * What {@code .ci/run fuzz} starts: without an argument it lists the fuzz tests, with the name of
 * one it runs that, as {@code JAZZER_FUZZ} says.
 */
final class Explore {
  private static final List<Class<?>> TESTS =
      List.of(
          CommandFuzzTest.class,
          FrameFuzzTest.class,
          ImageFuzzTest.class,
          DeviceFuzzTest.class,
          MsuFuzzTest.class,
          MsuClientFuzzTest.class,
          MsuServerFuzzTest.class);

  private Explore() {}

  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      tests().map(Explore::name).forEach(System.out::println);
      return;
    }
    Method test = tests().filter(each -> name(each).equals(arguments[0])).findFirst().orElseThrow();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectMethod(test.getDeclaringClass(), test))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    System.exit(listener.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
  }

  private static Stream<Method> tests() {
    return TESTS.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(FuzzTest.class));
  }

  private static String name(Method test) {
    return test.getDeclaringClass().getSimpleName() + "." + test.getName();
  }
}
