package io.panelws.testkit.junit;

import io.panelws.testkit.fault.FaultProxy;
import io.panelws.testkit.junit.Run.LazyServer;
import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelSource;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.RecordingPanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Runs a panel for tests and gives them nodes. Registered by {@link PanelWsTest}, or in a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PanelWsExtension PANEL = PanelWsExtension.of(PanelSource.servlets(MyPanel::addTo)).withToken("s3cret");
 * }</pre>
 *
 * <p>Parameters of constructors, lifecycle methods and tests, and fields that are {@link Given}, get by their type:
 *
 * <ul>
 *   <li>{@link RecordingPanel}: the panel, what it was asked and what it answered
 *   <li>{@link UniProxyNode}, {@link Requester}, {@link NodeClient}, {@link ConcurrentNodeClient}: a new node for each
 *       parameter or field, see {@link AsNode}
 *   <li>{@link SettableClock}: the time of the test's nodes, which then stands still
 *   <li>{@link Faults}, and the {@link FaultProxy} that has them: what goes wrong between nodes and panel, where {@link
 *       #withFaults()} or {@link PanelWsTest#faults()} says so
 *   <li>{@link PanelStore}: what the sample panel knows
 * </ul>
 *
 * <p>The panel starts when it is first asked for; nodes, faults and panel are closed by JUnit, in this order. When a test fails, the transcript of
 * its nodes and of its port is published as report entry {@code panel-ws} and added to the failure as a suppressed
 * exception. Tokens are masked in both.
 *
 * <p>This class is thread-safe: tests may run side by side, with {@link PanelScope either scope}.
 */
public final class PanelWsExtension
        implements ParameterResolver,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    private static final String SHARED_PANEL = "panel of the class";

    private final Namespace namespace = Namespace.create(PanelWsExtension.class, this);
    private final Optional<Settings> given;

    /** Made by JUnit: {@link PanelWsTest} says what to run; without it, the sample panel for each test. */
    public PanelWsExtension() {
        given = Optional.empty();
    }

    private PanelWsExtension(Settings given) {
        this.given = Optional.of(given);
    }

    /**
     * For a panel of one's own: one for each test, nodes with the token {@code secret}.
     *
     * @param source makes the panels
     * @return an extension to be registered
     */
    public static PanelWsExtension of(PanelSource source) {
        return new PanelWsExtension(Settings.of(source));
    }

    /**
     * For the sample panel: one for each test, nodes with the panel's token.
     *
     * @param options how the panel is set up; its port is not used
     * @return an extension to be registered
     */
    public static PanelWsExtension sample(SamplePanelOptions options) {
        return of(PanelSource.sample(options)).withToken(options.token());
    }

    /**
     * The same with another token for nodes that name none.
     *
     * @param token what the panel expects
     * @return a new extension
     */
    public PanelWsExtension withToken(String token) {
        Settings now = settings(Object.class);
        return new PanelWsExtension(new Settings(now.source(), now.scope(), token, now.faults()));
    }

    /**
     * The same with panels that run for so long.
     *
     * @param scope for each test, or for the class: the extension's field is then static
     * @return a new extension
     */
    public PanelWsExtension withScope(PanelScope scope) {
        Settings now = settings(Object.class);
        return new PanelWsExtension(new Settings(now.source(), scope, now.token(), now.faults()));
    }

    /**
     * The same with a {@link FaultProxy} between the nodes and the panel.
     *
     * @return a new extension
     */
    public PanelWsExtension withFaults() {
        Settings now = settings(Object.class);
        return new PanelWsExtension(new Settings(now.source(), now.scope(), now.token(), true));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Settings settings = settings(context.getRequiredTestClass());
        Store store = context.getStore(namespace);
        boolean isOutermost = store.get(SHARED_PANEL) == null || Settings.areOn(context.getRequiredTestClass());
        if (settings.scope() == PanelScope.CLASS && isOutermost) {
            store.put(SHARED_PANEL, new LazyServer(settings.source()));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (GivenFields.exist(context)) {
            GivenFields.set(context, run(context));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Run.gives(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        try {
            return run(context).give(parameter.getParameter().getType(), parameter.getParameter());
        } catch (RuntimeException e) {
            // As it is: of others JUnit says first, at length, which parameter it could not resolve.
            throw new ParameterResolutionException(e.getMessage(), e);
        }
    }

    /** A constructor's parameters belong to the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        attachTranscript(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        attachTranscript(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw GivenFields.explain(thrown, context);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw GivenFields.explain(thrown, context);
    }

    private void attachTranscript(ExtensionContext context) {
        Optional<Throwable> failure =
                context.getExecutionException().filter(thrown -> !(thrown instanceof TestAbortedException));
        Run run = context.getStore(namespace).get(runKey(context), Run.class);
        if (failure.isPresent() && run != null && !run.transcript().isEmpty()) {
            String text = run.transcript().text();
            context.publishReportEntry("panel-ws", text);
            failure.get().addSuppressed(new Transcript.Attached(text));
        }
    }

    private Run run(ExtensionContext context) {
        Settings settings = settings(context.getRequiredTestClass());
        LazyServer server = server(context, settings);
        return context.getStore(namespace)
                .getOrComputeIfAbsent(runKey(context), key -> new Run(server, settings), Run.class);
    }

    /** Stored before the run that uses it, and so closed after it. */
    private LazyServer server(ExtensionContext context, Settings settings) {
        Store store = context.getStore(namespace);
        if (settings.scope() == PanelScope.CLASS) {
            return Optional.ofNullable(store.get(SHARED_PANEL, LazyServer.class))
                    .orElseThrow(() -> new ExtensionConfigurationException(
                            "a panel of scope CLASS needs a PanelWsExtension in a static field"));
        }
        if (context.getTestMethod().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "each test has a panel of its own: outside of a test there is none, unless the scope is CLASS;"
                            + " nor is there in a constructor before JUnit 5.12");
        }
        String key = "panel of " + context.getUniqueId();
        return store.getOrComputeIfAbsent(key, any -> new LazyServer(settings.source()), LazyServer.class);
    }

    private Settings settings(Class<?> testClass) {
        return given.orElseGet(() -> Settings.of(testClass));
    }

    private static String runKey(ExtensionContext context) {
        return "run of " + context.getUniqueId();
    }
}
