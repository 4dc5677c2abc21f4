//! The functions of each guest, by the names that the oracle has for them.

use crate::hosts::{Bench, Log, Logger, Script, Words};
use crate::run::Handles;
use crate::wasi::Wasi;

guest! {
    AdderC: adder_c, host (), holds ();
    |adder, handles, args| { "add" => adder.add(args.take()?, args.take()?)?, }
}

guest! {
    AdderRs: adder_rs, host (), holds ();
    |adder, handles, args| {
        "docs:adder/add@0.1.0#add" => adder.docs_adder_add().add(args.take()?, args.take()?)?,
    }
}

macro_rules! strings {
    ($guest:ident: $module:ident, $host:ty) => {
        guest! {
            $guest: $module, host $host, holds ();
            |strings, handles, args| {
                "test:strings/api@0.1.0#greet" => strings.test_strings_api().greet(&args.text()?)?,
                "test:strings/api@0.1.0#reverse" => strings.test_strings_api().reverse(&args.text()?)?,
                "test:strings/api@0.1.0#uppercase" => strings.test_strings_api().uppercase(&args.text()?)?,
                "test:strings/api@0.1.0#concat" => strings.test_strings_api().concat(&args.list::<String>()?)?,
                "test:strings/api@0.1.0#split" => {
                    strings.test_strings_api().split(&args.text()?, &args.text()?)?
                },
                "test:strings/api@0.1.0#char-count" => strings.test_strings_api().char_count(&args.text()?)?,
                "test:strings/api@0.1.0#repeat" => {
                    strings.test_strings_api().repeat(&args.text()?, args.take()?)?
                },
            }
        }
    };
}
strings!(StringsC: strings_c, ());
strings!(StringsCUtf16: strings_c_utf16, ());
strings!(StringsRs: strings_rs, ());
strings!(StringsQjs: strings_qjs, Wasi);

macro_rules! json {
    ($guest:ident: $module:ident) => {
        guest! {
            $guest: $module, host (), holds ();
            |json, handles, args| {
                "test:json/json@0.1.0#minify" => json.test_json_json().minify(&args.text()?)?,
                "test:json/json@0.1.0#pretty" => json.test_json_json().pretty(&args.text()?)?,
                "test:json/json@0.1.0#get" => json.test_json_json().get(&args.text()?, &args.text()?)?,
                "test:json/json@0.1.0#count" => json.test_json_json().count(&args.text()?)?,
            }
        }
    };
}
json!(JsonC: json_c);
json!(JsonRs: json_rs);

macro_rules! zlib {
    ($guest:ident: $module:ident) => {
        guest! {
            $guest: $module, host (), holds ();
            |zlib, handles, args| {
                "test:compress/codec@0.1.0#compress" => {
                    zlib.test_compress_codec().compress(&args.list::<u8>()?, args.take()?)?
                },
                "test:compress/codec@0.1.0#decompress" => {
                    zlib.test_compress_codec().decompress(&args.list::<u8>()?, args.take()?)?
                },
                "test:compress/codec@0.1.0#crc32" => zlib.test_compress_codec().crc32(&args.list::<u8>()?)?,
                "test:compress/codec@0.1.0#adler32" => zlib.test_compress_codec().adler32(&args.list::<u8>()?)?,
                "test:compress/codec@0.1.0#version" => zlib.test_compress_codec().version()?,
            }
        }
    };
}
zlib!(ZlibC: zlib_c);
zlib!(ZlibCSimd: zlib_c_simd);

guest! {
    MarkdownRs: markdown_rs, host (), holds ();
    |markdown, handles, args| {
        "test:markdown/markdown@0.1.0#render" => {
            markdown.test_markdown_markdown().render(&args.text()?, args.take()?)?
        },
    }
}

guest! {
    ImageC: image_c, host (), holds ();
    |image, handles, args| {
        "test:image/image@0.1.0#decode" => image.test_image_image().decode(&args.list::<u8>()?)?,
        "test:image/image@0.1.0#resize" => {
            let picture: Picture = args.take()?;
            image.test_image_image().resize(&picture, args.take()?, args.take()?)?
        },
        "test:image/image@0.1.0#encode-png" => {
            image.test_image_image().encode_png(&args.take::<Picture>()?)?
        },
        "test:image/image@0.1.0#mean" => image.test_image_image().mean(&args.take::<Picture>()?)?,
    }
}
use embody_wrappers::image_c::exports::test::image::image::Picture;

guest! {
    HashesRs: hashes_rs, host (), holds Handles<Hasher>;
    |hashes, hashers, args| {
        "test:hashes/hashes@0.1.0#[constructor]hasher" => {
            let hasher = Hasher::new(hashes, args.take()?)?;
            hashers.keep(hasher, args)
        },
        "test:hashes/hashes@0.1.0#[method]hasher.update" => {
            let hasher = hashers.lent(args)?;
            hasher.update(hashes, &args.list::<u8>()?)?
        },
        "test:hashes/hashes@0.1.0#[static]hasher.finish" => Hasher::finish(hashes, hashers.given(args)?)?,
        "test:hashes/hashes@0.1.0#digest" => {
            hashes.test_hashes_hashes().digest(args.take()?, &args.list::<u8>()?)?
        },
        "test:hashes/hashes@0.1.0#hex" => {
            hashes.test_hashes_hashes().hex(args.take()?, &args.list::<u8>()?)?
        },
        "test:hashes/hashes@0.1.0#spin" => {
            hashes.test_hashes_hashes().spin(args.take()?, args.take()?, args.take()?)?
        },
    }
}
use embody_wrappers::hashes_rs::exports::test::hashes::hashes::Hasher;

macro_rules! quickjs {
    ($guest:ident: $module:ident, $host:ty) => {
        guest! {
            $guest: $module, host $host,
            holds Handles<embody_wrappers::$module::exports::test::script::engine::Session>;
            |quickjs, sessions, args| {
                "test:script/engine@0.1.0#[constructor]session" => {
                    use embody_wrappers::$module::exports::test::script::engine::Session;
                    sessions.keep(Session::new(quickjs)?, args)
                },
                "test:script/engine@0.1.0#[method]session.eval" => {
                    sessions.lent(args)?.eval(quickjs, &args.text()?)?
                },
                "test:script/engine@0.1.0#eval" => quickjs.test_script_engine().eval(&args.text()?)?,
                "test:script/engine@0.1.0#name" => quickjs.test_script_engine().name()?,
            }
        }
    };
}
quickjs!(QuickjsC: quickjs_c, ());
quickjs!(QuickjsCHost: quickjs_c_host, Script);

quickjs!(LuaC: lua_c, Wasi);

macro_rules! hello {
    ($guest:ident: $module:ident, $run:literal) => {
        guest! {
            $guest: $module, host Wasi, holds ();
            |hello, handles, args| { $run => hello.wasi_cli_run().run()?, }
        }
    };
}
hello!(HelloC: hello_c, "wasi:cli/run@0.2.12#run");
hello!(HelloRs: hello_rs, "wasi:cli/run@0.2.12#run");
hello!(HelloRsWasip2: hello_rs_wasip2, "wasi:cli/run@0.2.6#run");

guest! {
    KvRs: kv_rs, host Wasi, holds Handles<Table>;
    |kv, tables, args| {
        "test:kv/store@0.1.0#[constructor]table" => {
            let table = Table::new(kv, &args.text()?)?;
            tables.keep(table, args)
        },
        "test:kv/store@0.1.0#[method]table.set" => {
            tables.lent(args)?.set(kv, &args.text()?, &args.list::<u8>()?)?
        },
        "test:kv/store@0.1.0#[method]table.get" => tables.lent(args)?.get(kv, &args.text()?)?,
        "test:kv/store@0.1.0#[method]table.delete" => tables.lent(args)?.delete(kv, &args.text()?)?,
        "test:kv/store@0.1.0#[method]table.entries" => tables.lent(args)?.entries(kv)?,
        "test:kv/store@0.1.0#[method]table.save" => tables.lent(args)?.save(kv)?,
        "test:kv/store@0.1.0#[method]table.load" => tables.lent(args)?.load(kv)?,
        "test:kv/store@0.1.0#tables" => kv.test_kv_store().tables()?,
        "test:kv/store@0.1.0#now" => kv.test_kv_store().now()?,
        "test:kv/store@0.1.0#log" => kv.test_kv_store().log(&args.text()?)?,
        "test:kv/store@0.1.0#env" => kv.test_kv_store().env(&args.text()?)?,
    }
}
use embody_wrappers::kv_rs::exports::test::kv::store::Table;

macro_rules! bench {
    ($guest:ident: $module:ident) => {
        guest! {
            $guest: $module, host Bench, holds ();
            |bench, handles, args| {
                "test:bench/kernels@0.1.0#nbody" => bench.test_bench_kernels().nbody(args.take()?)?,
                "test:bench/kernels@0.1.0#mandelbrot" => {
                    bench.test_bench_kernels().mandelbrot(args.take()?, args.take()?)?
                },
                "test:bench/kernels@0.1.0#fannkuch" => bench.test_bench_kernels().fannkuch(args.take()?)?,
                "test:bench/kernels@0.1.0#spectral" => bench.test_bench_kernels().spectral(args.take()?)?,
                "test:bench/kernels@0.1.0#matmul" => bench.test_bench_kernels().matmul(args.take()?)?,
                "test:bench/kernels@0.1.0#sieve" => bench.test_bench_kernels().sieve(args.take()?)?,
                "test:bench/kernels@0.1.0#sort" => bench.test_bench_kernels().sort(args.take()?)?,
                "test:bench/kernels@0.1.0#fib" => bench.test_bench_kernels().fib(args.take()?)?,
                "test:bench/kernels@0.1.0#mix" => bench.test_bench_kernels().mix(args.take()?)?,
                "test:bench/kernels@0.1.0#dispatch" => bench.test_bench_kernels().dispatch(args.take()?)?,
                "test:bench/kernels@0.1.0#alloc" => bench.test_bench_kernels().alloc(args.take()?)?,
                "test:bench/kernels@0.1.0#chase" => {
                    bench.test_bench_kernels().chase(args.take()?, args.take()?)?
                },
                "test:bench/calls@0.1.0#nothing" => bench.test_bench_calls().nothing()?,
                "test:bench/calls@0.1.0#add" => bench.test_bench_calls().add(args.take()?, args.take()?)?,
                "test:bench/calls@0.1.0#echo-string" => bench.test_bench_calls().echo_string(&args.text()?)?,
                "test:bench/calls@0.1.0#echo-bytes" => {
                    bench.test_bench_calls().echo_bytes(&args.list::<u8>()?)?
                },
                "test:bench/calls@0.1.0#sum-points" => bench.test_bench_calls().sum_points(&args.list()?)?,
                "test:bench/calls@0.1.0#make-points" => bench.test_bench_calls().make_points(args.take()?)?,
                "test:bench/calls@0.1.0#call-host" => bench.test_bench_calls().call_host(args.take()?)?,
                "test:bench/calls@0.1.0#call-host-string" => {
                    bench.test_bench_calls().call_host_string(args.take()?, args.take()?)?
                },
            }
        }
    };
}
bench!(BenchC: bench_c);
bench!(BenchCSimd: bench_c_simd);

macro_rules! counter {
    ($guest:ident: $module:ident) => {
        guest! {
            $guest: $module, host (),
            holds Handles<embody_wrappers::$module::exports::test::counter::counters::Counter>;
            |counter, counters, args| {
                "test:counter/counters@0.1.0#[constructor]counter" => {
                    use embody_wrappers::$module::exports::test::counter::counters::Counter;
                    counters.keep(Counter::new(counter, args.take()?)?, args)
                },
                "test:counter/counters@0.1.0#[method]counter.value" => counters.lent(args)?.value(counter)?,
                "test:counter/counters@0.1.0#[method]counter.increment" => {
                    counters.lent(args)?.increment(counter, args.take()?)?
                },
                "test:counter/counters@0.1.0#[method]counter.duplicate" => {
                    let one = counters.lent(args)?.duplicate(counter)?;
                    counters.keep(one, args)
                },
                "test:counter/counters@0.1.0#[method]counter.less" => {
                    counters.lent(args)?.less(counter, counters.lent(args)?)?
                },
                "test:counter/counters@0.1.0#[static]counter.merge" => {
                    use embody_wrappers::$module::exports::test::counter::counters::Counter;
                    let one = Counter::merge(counter, counters.given(args)?, counters.given(args)?)?;
                    counters.keep(one, args)
                },
                "test:counter/counters@0.1.0#[static]counter.sum" => {
                    use embody_wrappers::$module::exports::test::counter::counters::Counter;
                    Counter::sum(counter, &counters.lent_all(args)?)?
                },
                "test:counter/counters@0.1.0#[static]counter.live" => {
                    use embody_wrappers::$module::exports::test::counter::counters::Counter;
                    Counter::live(counter)?
                },
                "test:counter/counters@0.1.0#[static]counter.graveyard" => {
                    use embody_wrappers::$module::exports::test::counter::counters::Counter;
                    Counter::graveyard(counter)?
                },
                "test:counter/counters@0.1.0#make-many" => {
                    let many = counter.test_counter_counters().make_many(args.take()?)?;
                    counters.keep_all(many, args)
                },
                "test:counter/counters@0.1.0#consume" => {
                    counter.test_counter_counters().consume(counters.given(args)?)?
                },
                "test:counter/counters@0.1.0#consume-all" => {
                    counter.test_counter_counters().consume_all(counters.given_all(args)?)?
                },
                "test:counter/counters@0.1.0#peek" => {
                    counter.test_counter_counters().peek(counters.lent(args)?)?
                },
                "test:counter/counters@0.1.0#maybe" => {
                    let one = counter.test_counter_counters().maybe(args.take()?)?;
                    one.map(|one| counters.keep(one, args))
                },
                "test:counter/counters@0.1.0#checked" => {
                    let one = counter.test_counter_counters().checked(args.take()?)?;
                    one.map(|one| counters.keep(one, args))
                },
            }
        }
    };
}
counter!(CounterC: counter_c);
counter!(CounterRs: counter_rs);

guest! {
    DualCounter: composed_dual_counter, host (), holds (Handles<Left>, Handles<Right>);
    |dual, counters, args| {
        "left#[constructor]counter" => counters.0.keep(Left::new(dual, args.take()?)?, args),
        "left#[method]counter.value" => counters.0.lent(args)?.value(dual)?,
        "left#[method]counter.increment" => counters.0.lent(args)?.increment(dual, args.take()?)?,
        "left#[method]counter.duplicate" => {
            let one = counters.0.lent(args)?.duplicate(dual)?;
            counters.0.keep(one, args)
        },
        "left#[method]counter.less" => counters.0.lent(args)?.less(dual, counters.0.lent(args)?)?,
        "left#[static]counter.merge" => {
            let one = Left::merge(dual, counters.0.given(args)?, counters.0.given(args)?)?;
            counters.0.keep(one, args)
        },
        "left#[static]counter.sum" => Left::sum(dual, &counters.0.lent_all(args)?)?,
        "left#[static]counter.live" => Left::live(dual)?,
        "left#[static]counter.graveyard" => Left::graveyard(dual)?,
        "left#make-many" => counters.0.keep_all(dual.left().make_many(args.take()?)?, args),
        "left#consume" => dual.left().consume(counters.0.given(args)?)?,
        "left#consume-all" => dual.left().consume_all(counters.0.given_all(args)?)?,
        "left#peek" => dual.left().peek(counters.0.lent(args)?)?,
        "left#maybe" => dual.left().maybe(args.take()?)?.map(|one| counters.0.keep(one, args)),
        "left#checked" => dual.left().checked(args.take()?)?.map(|one| counters.0.keep(one, args)),
        "right#[constructor]counter" => counters.1.keep(Right::new(dual, args.take()?)?, args),
        "right#[method]counter.increment" => counters.1.lent(args)?.increment(dual, args.take()?)?,
        "right#[static]counter.live" => Right::live(dual)?,
        "right#[static]counter.graveyard" => Right::graveyard(dual)?,
        "right#make-many" => counters.1.keep_all(dual.right().make_many(args.take()?)?, args),
    }
}
use embody_wrappers::composed_dual_counter::exports::{left::Counter as Left, right::Counter as Right};

guest! {
    HostresC: hostres_c, host Logger, holds Handles<Log>;
    |hostres, logs, args| {
        "test:hostres/run@0.1.0#run" => hostres.test_hostres_run().run(args.take()?)?,
        "test:hostres/run@0.1.0#with-log" => {
            let log = logs.lent_mut(args)?;
            hostres.test_hostres_run().with_log(log, &args.text()?)?
        },
        "test:hostres/run@0.1.0#take-log" => hostres.test_hostres_run().take_log(logs.given(args)?)?,
        "test:hostres/run@0.1.0#make-log" => {
            logs.keep(hostres.test_hostres_run().make_log(&args.text()?)?, args)
        },
        "test:hostres/run@0.1.0#stash" => hostres.test_hostres_run().stash(logs.given(args)?)?,
        "test:hostres/run@0.1.0#unstash" => {
            hostres.test_hostres_run().unstash()?.map(|log| logs.keep(log, args))
        },
    }
}

macro_rules! words {
    ($guest:ident: $module:ident) => {
        guest! {
            $guest: $module, host (),
            holds Handles<embody_wrappers::$module::exports::test::compose::words::Dictionary>;
            |words, dictionaries, args| {
                "test:compose/words@0.1.0#[constructor]dictionary" => {
                    use embody_wrappers::$module::exports::test::compose::words::Dictionary;
                    dictionaries.keep(Dictionary::new(words, &args.text()?)?, args)
                },
                "test:compose/words@0.1.0#[method]dictionary.add" => {
                    dictionaries.lent(args)?.add(words, &args.take()?)?
                },
                "test:compose/words@0.1.0#[method]dictionary.get" => {
                    dictionaries.lent(args)?.get(words, &args.text()?)?
                },
                "test:compose/words@0.1.0#[method]dictionary.size" => dictionaries.lent(args)?.size(words)?,
                "test:compose/words@0.1.0#lookup" => words.test_compose_words().lookup(&args.text()?)?,
                "test:compose/words@0.1.0#tokenize" => words.test_compose_words().tokenize(&args.text()?)?,
                "test:compose/words@0.1.0#classify" => words.test_compose_words().classify(&args.list()?)?,
                "test:compose/words@0.1.0#merge" => {
                    let given = dictionaries.given(args)?;
                    let merged = words.test_compose_words().merge(given, dictionaries.lent(args)?)?;
                    dictionaries.keep(merged, args)
                },
            }
        }
    };
}
words!(WordsC: words_c);
words!(WordsRs: words_rs);

macro_rules! analyzer {
    ($guest:ident: $module:ident, $host:ty) => {
        guest! {
            $guest: $module, host $host, holds ();
            |analyzer, handles, args| {
                "test:compose/analyzer@0.1.0#analyze" => {
                    analyzer.test_compose_analyzer().analyze(&args.text()?)?
                },
                "test:compose/analyzer@0.1.0#shout" => analyzer.test_compose_analyzer().shout(&args.text()?)?,
                "test:compose/analyzer@0.1.0#dict-roundtrip" => {
                    analyzer.test_compose_analyzer().dict_roundtrip(&args.list()?)?
                },
            }
        }
    };
}
analyzer!(ComposedRsC: composed_rs_c, ());
// As it was composed, but that what it imports is another instance.
analyzer!(AnalyzerRs: analyzer_rs, Words);
