//! What a guest is here: a table from the oracle's names of functions to calls of wrappers.

/// What can be called of a component. Functions of an interface have the name behind `#`.
macro_rules! guest {
    (
        $guest:ident: $($module:ident)::+, host $host:ty, holds $held:ty;
        |$instance:ident, $handles:ident, $args:ident| { $($function:literal => $call:expr,)* }
    ) => {
        pub(crate) struct $guest {
            handles: $held,
            instance: embody_wrappers::$($module)::+::Instance<$host>,
        }

        impl $crate::run::Guest for $guest {
            fn new(scenario: &serde_json::Value) -> embody::Result<Self> {
                let host = <$host as $crate::hosts::Host>::new(scenario)?;
                let instance = embody_wrappers::$($module)::+::Instance::new(host)?;
                Ok(Self { handles: Default::default(), instance })
            }

            fn reset(&mut self, scenario: &serde_json::Value) -> embody::Result<()> {
                self.handles = Default::default();
                *self.instance.host_mut() = <$host as $crate::hosts::Host>::new(scenario)?;
                self.instance.reset()
            }

            fn call(&mut self, function: &str, args: &mut $crate::run::Args) -> embody::Result<serde_json::Value> {
                #[allow(unused_variables, reason = "most have no resources, some no parameters")]
                let ($instance, $handles, $args) = (&mut self.instance, &mut self.handles, args);
                match function {
                    $($function => Ok($crate::show::show(&$call)?),)*
                    _ => embody::bail!("the function is not known"),
                }
            }

            fn drop(&mut self, handle: &str) -> embody::Result<()> {
                $crate::run::Held::end(&mut self.handles, handle)
            }

            fn host_calls(&mut self) -> Vec<serde_json::Value> {
                $crate::hosts::Host::calls(self.instance.host_mut())
            }

            fn after(&mut self, scenario: &serde_json::Value) -> embody::Result<()> {
                $crate::hosts::Host::after(self.instance.host_mut(), scenario)
            }
        }
    };
}
